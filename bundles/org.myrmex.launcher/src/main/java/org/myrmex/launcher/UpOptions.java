package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code up} was asked for. */
record UpOptions(
        Optional<HostPort> http,
        Optional<HostPort> listen,
        List<String> peers,
        List<Path> shares,
        Optional<String> routing,
        String feature,
        List<Path> plugins) {

    /** The command line as the highest layer of configuration: only what was said, so that the rest stays as it is. */
    Map<String, Map<String, Object>> configuration() {
        Map<String, Map<String, Object>> layer = new LinkedHashMap<>();
        http.ifPresent(address -> {
            put(layer, Pid.HTTP, Pid.HTTP_HOST, address.host());
            put(layer, Pid.HTTP, Pid.HTTP_PORT, (long) address.port());
        });
        listen.ifPresent(address -> put(layer, Pid.MESH, Pid.MESH_LISTEN, address.asUri("tls")));
        routing.ifPresent(name -> put(layer, Pid.MESH, Pid.MESH_ROUTING, name));
        if (!peers.isEmpty()) {
            put(layer, Pid.DISCOVERY, Pid.DISCOVERY_PEERS, peers.toArray(String[]::new));
        }
        if (!shares.isEmpty()) {
            put(
                    layer,
                    Pid.SHARING,
                    Pid.SHARES,
                    shares.stream().map(Path::toString).toArray(String[]::new));
        }
        return layer;
    }

    private static void put(Map<String, Map<String, Object>> layer, String pid, String key, Object value) {
        layer.computeIfAbsent(pid, unused -> new LinkedHashMap<>()).put(key, value);
    }
}
