package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A's network drive, asked by curl for what B shares. */
class WebDavSearchIT {
    private static final String WORD = "numbatquoll";

    @TempDir
    static Path folder;

    private static TestPeer a;
    private static TestPeer b;
    private static Drive drive;

    @BeforeAll
    static void startAll() throws Exception {
        Tools.need("curl", "curl");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(theirs.resolve(WORD + " song.ogg"), "la la la");
        Files.writeString(theirs.resolve(WORD + ".txt"), "la");
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("own " + WORD + ".ogg"), "mine");
        b = TestPeer.start("127.0.2.1", folder, "--share", theirs.toString());
        a = TestPeer.start("127.0.1.1", folder, "--peer", b.uri(), "--share", own.toString());
        a.awaitLinks(1);
        for (int i = 0; Json.number(b.ask("shares", "--json"), "pending") > 0 && i < 600; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        drive = new Drive(a, folder);
    }

    @AfterAll
    static void endAll() {
        Stream.of(a, b).filter(Objects::nonNull).forEach(TestPeer::close);
    }

    private static String search(String scope) throws IOException, InterruptedException {
        String body = "<searchrequest xmlns='DAV:'><basicsearch><select><prop><getcontentlength/></prop></select><from>"
                + "<scope><href>" + scope + "</href><depth>infinity</depth></scope></from><where><and><contains>" + WORD
                + "</contains><like><prop><getcontenttype/></prop><literal>audio/%</literal></like></and></where>"
                + "</basicsearch></searchrequest>";
        String found = drive.ask("/", "-X", "SEARCH", "-d", body);
        assertTrue(found.endsWith("</D:multistatus>\n"), found);
        return found;
    }

    @Test
    void onlyAQueryOfTheNetworkAsksIt() throws Exception {
        String own = "<D:href>/dav/shares/own/own%20" + WORD + ".ogg</D:href>";
        String theirs = "<D:href>/dav/network/search/" + WORD + "/" + WORD + "%20song.ogg</D:href>";
        String everywhere = search("/dav/");
        assertTrue(everywhere.contains(own) && !everywhere.contains("/dav/network/search/" + WORD), everywhere);
        assertFalse(drive.ask("/network/search/", "-X", "PROPFIND", "-H", "Depth: 1")
                .contains(WORD));
        String network = search("/dav/network/");
        assertTrue(network.contains(theirs) && !network.contains(own) && !network.contains(".txt"), network);
        assertTrue(network.contains("<D:getcontentlength>8</D:getcontentlength>"), network);
        assertEquals("la la la", drive.ask("/network/search/" + WORD + "/" + WORD + "%20song.ogg"));
        String style = drive.ask("/.myrmex-page.css");
        assertTrue(style.contains(":focus-visible"), style);
    }
}
