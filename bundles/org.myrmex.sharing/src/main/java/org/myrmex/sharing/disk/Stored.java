package org.myrmex.sharing.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.myrmex.api.plugin.PluginHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows kept in a file of the bundle's own folder. */
public final class Stored {
    private static final Logger LOG = LoggerFactory.getLogger(Stored.class);

    private final PluginHome home;
    private final String name;

    public Stored(PluginHome home, String name) {
        this.home = home;
        this.name = name;
    }

    /** What was written last; nothing when the file is damaged, which is then put aside for a person to look at. */
    public List<Map<String, String>> read() throws IOException {
        Path file = home.data().resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return JsonRows.read(Files.readAllBytes(file));
        } catch (IOException e) {
            Path aside = file.resolveSibling(name + ".bad");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} is damaged and was put aside; see {} in the same folder", name, aside.getFileName());
            return List.of();
        }
    }

    public void write(List<Map<String, String>> rows) throws IOException {
        home.write(name, JsonRows.write(rows));
    }
}
