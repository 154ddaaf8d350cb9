package org.myrmex.webdav.sync;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The snapshots that clients were told of, those not asked for longest forgotten first. Any thread. */
public final class Snapshots {
    /** Of one; some 200,000 members. */
    static final int MAX_BYTES_EACH = 4 << 20;

    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_SNAPSHOTS = 256;

    private final Map<String, Snapshot> byToken = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public synchronized Optional<Snapshot> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /** Remembers one under its token. */
    public synchronized void keep(String token, Snapshot snapshot) {
        if (byToken.put(token, snapshot) == null) {
            bytes += snapshot.bytes();
        }
        Iterator<Snapshot> oldest = byToken.values().iterator();
        while (bytes > MAX_BYTES || byToken.size() > MAX_SNAPSHOTS) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
