package org.myrmex.sharing.downloads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.sharing.disk.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloads that go on after a restart. */
final class Remembered {
    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

    private static final Set<String> NEEDED = Set.of("link", "target", "window");

    private final Stored stored;

    Remembered(PluginHome home) {
        stored = new Stored(home, "downloads.json");
    }

    /** Requests with their targets. */
    List<DownloadRequest> read() throws IOException {
        List<DownloadRequest> requests = new ArrayList<>();
        for (Map<String, String> row : stored.read()) {
            try {
                if (!row.keySet().containsAll(NEEDED)) {
                    throw new IllegalArgumentException("a field is missing");
                }
                requests.add(new DownloadRequest(
                        ContentLink.parse(row.get("link")),
                        Optional.of(Path.of(row.get("target"))),
                        row.containsKey("limit")
                                ? OptionalLong.of(Long.parseLong(row.get("limit")))
                                : OptionalLong.empty(),
                        Integer.parseInt(row.get("window"))));
            } catch (IllegalArgumentException e) {
                LOG.warn("downloads.json has a row that makes no sense; it is left out, start that download again");
            }
        }
        return requests;
    }

    void write(List<Fetch> fetches) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Fetch fetch : fetches) {
            DownloadRequest request = fetch.request();
            Map<String, String> row = new LinkedHashMap<>();
            row.put("link", request.link().toString());
            row.put("target", fetch.target().toString());
            request.limitBytesPerSecond().ifPresent(limit -> row.put("limit", Long.toString(limit)));
            row.put("window", Integer.toString(request.window()));
            rows.add(row);
        }
        stored.write(rows);
    }
}
