package org.myrmex.discovery.hostcatcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.discovery.hostcatcher.caught.Met;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The met peers on disk. A file that cannot be used costs the memory of peers, never the start. One thread at a time. */
final class MetFile {
    static final String NAME = "met";

    private static final Logger LOG = LoggerFactory.getLogger(MetFile.class);

    private final PluginHome home;
    /** A full disk is one line in the log, not one for each try. */
    private boolean writeFailed;

    MetFile(PluginHome home) {
        this.home = home;
    }

    /** What was written last; none when there is no file, or it is damaged. */
    List<Met.Peer<Signed>> load() {
        try {
            Path file = home.data().resolve(NAME);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MetRecords.MAX_BYTES + 1);
            } catch (NoSuchFileException firstStart) {
                return List.of();
            }
            try {
                return MetRecords.read(bytes);
            } catch (IOException damaged) {
                Path kept = file.resolveSibling(NAME + ".bad");
                Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn(
                        "{} is damaged ({}) and was set aside as {}; peers are met anew: nothing is to be done",
                        file,
                        oneLine(damaged),
                        kept.getFileName());
                return List.of();
            }
        } catch (IOException e) {
            LOG.warn("peers that were met cannot be read ({}); make the home folder readable and writable", oneLine(e));
            return List.of();
        }
    }

    /** Returns whether it is on disk now. */
    boolean save(List<Met.Peer<Signed>> peers) {
        try {
            home.write(NAME, MetRecords.write(peers));
            writeFailed = false;
            return true;
        } catch (IOException e) {
            if (!writeFailed) {
                LOG.warn(
                        "peers that were met cannot be saved ({}) and will be forgotten at the next start; make room,"
                                + " or the home folder writable",
                        oneLine(e));
            }
            writeFailed = true;
            return false;
        }
    }

    private static String oneLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
