package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.names.RawNameServer;

/** What is left of the bundle and of the library after a search: shown by class loaders of their own. */
class NothingLeftTest {
    private static final int COLLECTIONS = 100;

    @Test
    void afterASearchNoThreadAndNoClassLoaderIsLeft() throws Exception {
        try (RawNameServer server = new RawNameServer((query, byTcp) -> refused(query))) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            WeakReference<ClassLoader> loader = searchWithLoaderOfItsOwn(server.address());
            assertEquals(new Compared(this), new Compared(this));
            assertEquals(new Compared(this).hashCode(), new Compared(this).hashCode());
            for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertNull(loader.get(), "something holds the classes of the bundle");
            assertEquals(
                    List.of(),
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .map(Thread::getName)
                            .filter(name -> name.contains("dns"))
                            .toList());
        }
    }

    /**
     * Java 17 holds the component's class of whichever record was compared first most lately, in a cache of one
     * ({@code ObjectMethods.OBJECT_EQ}): here one of the test's, in place of one of the bundle's.
     */
    private record Compared(NothingLeftTest test) {}

    private static WeakReference<ClassLoader> searchWithLoaderOfItsOwn(InetSocketAddress server) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object search = loader.loadClass(Search.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked") // a class of the platform's, by both loaders
            Object said = ((Function<InetSocketAddress, String>) search).apply(server);
            assertEquals("example.org: the name server refuses to answer", said);
            return new WeakReference<>(loader);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static byte[] refused(byte[] query) {
        byte[] answer = query.clone();
        answer[2] |= (byte) 0x80;
        answer[3] = 5; // RFC 1035, section 4.1.1
        return answer;
    }

    /** Runs behind the other loader. */
    public static final class Search implements Function<InetSocketAddress, String> {
        @Override
        public String apply(InetSocketAddress server) {
            var source = new DnsPeerSource(List.of("example.org"), List.of(server), new Random(1), () -> 0);
            var sink = new RecordingSink(5);
            source.find(new PeerWish(5, Duration.ofSeconds(10)), sink);
            source.stop();
            return sink.reasons().get(0);
        }
    }
}
