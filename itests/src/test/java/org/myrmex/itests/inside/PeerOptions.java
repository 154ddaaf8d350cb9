package org.myrmex.itests.inside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.launcher.Distribution;
import org.myrmex.launcher.Feature;
import org.myrmex.launcher.Home;
import org.myrmex.launcher.Refusal;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** A peer as the launcher starts it, told to Pax Exam: exactly the bundles of a feature, from the distribution. */
final class PeerOptions {
    private static final String VERSION = "test";

    private PeerOptions() {}

    /** @param folder where the peer's home is to be */
    static Option[] of(String feature, Path folder) throws Refusal, IOException {
        Path distribution = Path.of(System.getProperty("myrmex.distribution"));
        Feature.Verified verified = new Distribution(distribution, VERSION).feature(feature);
        Home home = new Home(folder.resolve("home"));
        home.create();
        Map<String, Map<String, Map<String, Object>>> layers = new HashMap<>();
        layers.put("feature", verified.feature().configurations());
        layers.put("command-line", loopback());
        List<Option> options = new ArrayList<>(List.of(
                property("myrmex.home", home.root().toString()),
                property("myrmex.version", VERSION),
                property("myrmex.feature", feature),
                property("felix.service.urlhandlers", "false"),
                property("org.apache.felix.http.require.config", "true"),
                property("org.ops4j.pax.logging.skipJUL", "true"),
                property("org.ops4j.pax.logging.DefaultServiceLog.level", "NONE"),
                CoreOptions.bundle(LayersBundle.write(folder.resolve("layers.jar"), layers)
                                .toUri()
                                .toString())
                        .startLevel(1)));
        for (Path jar : verified.jars()) {
            options.add(CoreOptions.bundle("reference:" + jar.toUri()));
        }
        return options.toArray(Option[]::new);
    }

    private static Option property(String key, String value) {
        return CoreOptions.frameworkProperty(key).value(value);
    }

    /** What {@code --http 0 --listen 127.0.0.1:0} would say. */
    private static Map<String, Map<String, Object>> loopback() {
        return Map.of(
                "org.apache.felix.http",
                Map.of("org.apache.felix.http.host", "127.0.0.1", "org.osgi.service.http.port", 0L),
                "org.myrmex.mesh",
                Map.of("listen", "tls://127.0.0.1:0"));
    }
}
