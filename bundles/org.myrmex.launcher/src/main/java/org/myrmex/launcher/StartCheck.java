package org.myrmex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/** All that can be refused without writing anything, in the order in which a person would want to hear it. */
final class StartCheck {
    private static final String TLS = "tls://";

    private final Distribution distribution;
    private final Home home;
    private final UpOptions options;

    StartCheck(Distribution distribution, Home home, UpOptions options) {
        this.distribution = distribution;
        this.home = home;
        this.options = options;
    }

    /** What the checks found, ready to be used. The lock is there if an earlier run left its file. */
    record Passed(Feature.Verified feature, Optional<HomeLock> lock) {}

    Passed run() throws Refusal {
        for (Path share : options.shares()) {
            checkShare(share);
        }
        for (Path plugin : options.plugins()) {
            checkPlugin(plugin);
        }
        Feature.Verified feature = distribution.feature(options.feature());
        checkWritable(home.root());
        Map<String, Map<String, Object>> conf = ConfigFolder.read(home.conf());
        Optional<HomeLock> lock = HomeLock.takeExisting(home);
        try {
            checkPorts(merged(List.of(feature.feature().configurations(), conf, options.configuration())));
            return new Passed(feature, lock);
        } catch (Refusal refusal) {
            lock.ifPresent(HomeLock::releaseUnused);
            throw refusal;
        }
    }

    private static void checkShare(Path share) throws Refusal {
        if (!Files.isDirectory(share) || !Files.isReadable(share) || !Files.isExecutable(share)) {
            throw Refusal.failed(
                    "cannot share " + share + (Files.exists(share) ? "" : ", it does not exist"),
                    "name a folder that you may read after --share");
        }
    }

    static void checkPlugin(Path plugin) throws Refusal {
        String remedy = "name the jar of a bundle after --plugin";
        if (!Files.isRegularFile(plugin)) {
            throw Refusal.failed("there is no plugin file " + plugin, remedy);
        }
        try (JarFile jar = new JarFile(plugin.toFile())) {
            var manifest = jar.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue("Bundle-SymbolicName") == null) {
                throw Refusal.failed(plugin + " is no bundle: it has no Bundle-SymbolicName", remedy);
            }
        } catch (IOException e) {
            throw Refusal.failed("cannot read the plugin " + plugin + " (" + e.getMessage() + ")", remedy);
        }
    }

    private static void checkWritable(Path root) throws Refusal {
        Path existing = root;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw Home.notWritable(root);
        }
    }

    private static void checkPorts(Map<String, Map<String, Object>> configuration) throws Refusal {
        try (var ports = new PortCheck()) {
            Map<String, Object> http = configuration.getOrDefault(Pid.HTTP, Map.of());
            if (http.get(Pid.HTTP_PORT) != null) {
                Object host = http.getOrDefault(Pid.HTTP_HOST, "0.0.0.0");
                ports.hold(configured(Pid.HTTP, "[" + host + "]:" + http.get(Pid.HTTP_PORT)), "--http");
            }
            Object listen = configuration.getOrDefault(Pid.MESH, Map.of()).get(Pid.MESH_LISTEN);
            for (Object uri : listen instanceof String[] several ? several : new Object[] {listen}) {
                if (uri instanceof String text && text.startsWith(TLS)) {
                    ports.hold(configured(Pid.MESH, text.substring(TLS.length())), "--listen");
                }
            }
        }
    }

    private static HostPort configured(String pid, String address) throws Refusal {
        try {
            return HostPort.parse("", address, "0.0.0.0");
        } catch (Refusal refusal) {
            throw Refusal.failed("the configuration has the wrong address " + address, "correct conf/" + pid + ".json");
        }
    }

    private static Map<String, Map<String, Object>> merged(List<Map<String, Map<String, Object>>> layers) {
        Map<String, Map<String, Object>> result = new LinkedHashMap<>();
        for (var layer : layers) {
            layer.forEach((pid, properties) ->
                    result.computeIfAbsent(pid, unused -> new LinkedHashMap<>()).putAll(properties));
        }
        return result;
    }
}
