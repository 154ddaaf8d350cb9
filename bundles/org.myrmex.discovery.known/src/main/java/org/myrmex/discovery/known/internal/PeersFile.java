package org.myrmex.discovery.known.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.myrmex.api.plugin.PluginHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The known peers on disk. A file that cannot be used costs the memory of peers, never the start. */
final class PeersFile {
    static final String NAME = "peers.json";
    private static final String DAMAGED = NAME + ".bad";

    private static final Logger LOG = LoggerFactory.getLogger(PeersFile.class);

    private final PluginHome home;
    /** A full disk is one line in the log, not one for each dial. */
    private boolean writeFailed;

    PeersFile(PluginHome home) {
        this.home = home;
    }

    /** What was written last; none when there is no file, or it is damaged. */
    List<KnownPeer> read() {
        try {
            Path file = home.data().resolve(NAME);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(PeersJson.MAX_BYTES + 1);
            } catch (NoSuchFileException firstStart) {
                return List.of();
            }
            try {
                return PeersJson.read(bytes);
            } catch (IOException damaged) {
                Path kept = file.resolveSibling(DAMAGED);
                Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn(
                        "{} is damaged ({}) and was set aside as {}; known peers are learnt anew: name one by --peer"
                                + " if nobody is found",
                        file,
                        oneLine(damaged),
                        kept.getFileName());
                return List.of();
            }
        } catch (IOException e) {
            LOG.warn("known peers cannot be read ({}); make the home folder readable and writable", oneLine(e));
            return List.of();
        }
    }

    synchronized void write(List<KnownPeer> peers) {
        try {
            home.write(NAME, PeersJson.write(peers));
            writeFailed = false;
        } catch (IOException e) {
            if (!writeFailed) {
                LOG.warn(
                        "known peers cannot be saved ({}) and will be forgotten at the next start; make room, or the"
                                + " home folder writable",
                        oneLine(e));
            }
            writeFailed = true;
        }
    }

    /** Whoever wants all forgotten does not want it to stand in a file that was set aside. */
    synchronized void forgetDamaged() {
        try {
            Files.deleteIfExists(home.data().resolve(DAMAGED));
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted ({}); delete it by hand", DAMAGED, oneLine(e));
        }
    }

    private static String oneLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
