package org.myrmex.discovery.lan.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.ManualTasks;

/** While it is off nothing of jmdns is loaded: shown where there is no jmdns at all. */
class OffTest {
    @Test
    void whileItIsOffJmdnsIsNotNeeded() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(withoutJmdns(), ClassLoader.getPlatformClassLoader())) {
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass("javax.jmdns.JmDNS"));
            Object said = loader.loadClass(Search.class.getName())
                    .asSubclass(Supplier.class)
                    .getConstructor()
                    .newInstance()
                    .get();
            assertEquals("off", said.toString().substring(0, 3));
        }
    }

    private static URL[] withoutJmdns() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("jmdns")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** Runs behind the other loader. */
    public static final class Search implements Supplier<String> {
        @Override
        public String get() {
            var source = LanPeerSourceTest.source(false, ManualTasks.atOnce());
            var sink = new RecordingSink(5);
            source.find(new PeerWish(5, Duration.ofSeconds(1)), sink);
            source.stop();
            return sink.reasons().get(0);
        }
    }
}
