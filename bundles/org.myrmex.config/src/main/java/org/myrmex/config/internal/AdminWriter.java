package org.myrmex.config.internal;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Makes ConfigAdmin hold what the layers say; leaves alone what it did not write itself. Not thread-safe. */
final class AdminWriter {
    private final ConfigurationAdmin admin;
    private final TreeSet<String> written = new TreeSet<>();

    AdminWriter(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** The peer's own come first, since the HTTP server, {@code org.apache}, opens as soon as it is told where. */
    @SuppressWarnings("JdkObsolete") // ConfigAdmin takes a Dictionary, and this is the one there is
    void write(SortedMap<String, ? extends Map<String, Object>> wanted) throws IOException {
        for (Map.Entry<String, ? extends Map<String, Object>> entry :
                new TreeMap<String, Map<String, Object>>(wanted).descendingMap().entrySet()) {
            written.add(entry.getKey());
            configuration(entry.getKey()).updateIfDifferent(new Hashtable<>(entry.getValue()));
        }
        for (String pid : new TreeSet<>(written)) {
            if (!wanted.containsKey(pid)) {
                configuration(pid).delete();
                written.remove(pid);
            }
        }
    }

    /** "?" binds it to no bundle: the first one to read it would keep it from the next version of itself. */
    private Configuration configuration(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
    }
}
