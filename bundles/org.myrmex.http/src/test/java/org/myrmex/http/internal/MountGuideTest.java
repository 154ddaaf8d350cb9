package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountGuideTest {
    private static final Path SECRET = Path.of("/home/o'neil/secret");

    @Test
    void inTheClearOnLoopback() {
        MountGuide guide = new MountGuide("http://127.0.0.1:7080", "myrmex", SECRET, Optional.empty());
        assertEquals("http://127.0.0.1:7080/dav/", guide.url());
        Map<String, String> lines = guide.lines();
        assertEquals(List.of("rclone", "davfs2", "gio", "finder", "explorer"), List.copyOf(lines.keySet()));
        assertEquals("gio mount dav://myrmex@127.0.0.1:7080/dav/", lines.get("gio"));
        assertEquals("net use * \\\\127.0.0.1@7080\\dav * /user:myrmex", lines.get("explorer"));
        assertEquals(
                "(echo myrmex; cat '/home/o'\\''neil/secret'; echo n) | sudo mount -t davfs http://127.0.0.1:7080/dav/ /mnt",
                lines.get("davfs2"));
        assertEquals(Map.of(), guide.trust());
    }

    @Test
    void overTlsEachIsToldWhomToTrust() {
        MountGuide guide = new MountGuide(
                "https://192.0.2.1:7443", "myrmex", SECRET, Optional.of(Path.of("/data/certificate.pem")));
        Map<String, String> lines = guide.lines();
        assertTrue(lines.get("rclone").contains(" --ca-cert '/data/certificate.pem' "), lines::toString);
        assertTrue(lines.get("davfs2").contains("trust_server_cert"), lines::toString);
        assertEquals("gio mount davs://myrmex@192.0.2.1:7443/dav/", lines.get("gio"));
        assertEquals("net use * \\\\192.0.2.1@SSL@7443\\dav * /user:myrmex", lines.get("explorer"));
        assertEquals(
                List.of("curl", "gio", "finder", "explorer"),
                List.copyOf(guide.trust().keySet()));
    }
}
