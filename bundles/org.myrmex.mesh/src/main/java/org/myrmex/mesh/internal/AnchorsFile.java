package org.myrmex.mesh.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.transport.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The neighbours that the next run dials first, on disk: {@code myrmex anchors 1}, then an address with its id on each line. */
final class AnchorsFile implements AnchorStorage {
    static final String NAME = "anchors";
    private static final Logger LOG = LoggerFactory.getLogger(AnchorsFile.class);
    private static final String FIRST_LINE = "myrmex anchors 1";
    private static final int MAX_BYTES = 4_096;
    private static final int MAX_ANCHORS = 4;

    private final PluginHome home;

    AnchorsFile(PluginHome home) {
        this.home = home;
    }

    /** Those that were stored; none when the file is damaged, which costs no more than that. */
    List<PeerAddress> read() {
        try {
            Path file = home.data().resolve(NAME);
            if (!Files.exists(file)) {
                return List.of();
            }
            Optional<List<PeerAddress>> read =
                    Files.size(file) > MAX_BYTES ? Optional.empty() : decode(Files.readAllBytes(file));
            if (read.isEmpty()) {
                LOG.warn("{} is damaged and left out; it is written anew within minutes", file);
            }
            return read.orElse(List.of());
        } catch (IOException e) {
            LOG.warn(
                    "the file {} of the mesh cannot be read ({}); make it readable, or remove it",
                    NAME,
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    @Override
    public void store(List<PeerAddress> anchors) throws IOException {
        home.write(NAME, encode(anchors));
    }

    static byte[] encode(List<PeerAddress> anchors) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        anchors.forEach(anchor -> text.append(anchor).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #encode} writes; empty for anything else. */
    static Optional<List<PeerAddress>> decode(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE) || lines.size() > 1 + MAX_ANCHORS) {
            return Optional.empty();
        }
        List<PeerAddress> anchors = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            try {
                PeerAddress anchor = PeerAddress.parse(line);
                if (anchor.id().isEmpty() || anchor.port() == 0) {
                    return Optional.empty();
                }
                anchors.add(anchor);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(anchors);
    }
}
