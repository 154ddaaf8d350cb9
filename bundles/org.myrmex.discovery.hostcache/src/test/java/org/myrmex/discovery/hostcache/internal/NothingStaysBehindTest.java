package org.myrmex.discovery.hostcache.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.discovery.hostcache.fakes.ManualClock;
import org.myrmex.discovery.hostcache.fakes.Records;
import org.myrmex.testkit.plugin.PlainMetrics;
import org.myrmex.testkit.plugin.ThreadTasks;

/** A bundle that stopped is forgotten by Java, and by Jetty, whose classes stay. */
class NothingStaysBehindTest {
    private static final String OWN = "org.myrmex.discovery.hostcache.";

    @Test
    void noThreadAndNoClassLoaderStaysBehind() throws Exception {
        use(); // what Java and Jetty load once and keep
        Set<String> before = threads();
        WeakReference<ClassLoader> gone = use();
        for (int i = 0; i < 200 && gone.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertNull(gone.get(), "something holds the bundle's class loader");
        Set<String> more = threads();
        more.removeAll(before);
        assertEquals(Set.of(), more);
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        Loader loader = new Loader();
        try (loader;
                ThreadTasks tasks = new ThreadTasks()) {
            Class<?> exercise = loader.loadClass(Exercise.class.getName());
            assertNotSame(Exercise.class, exercise);
            @SuppressWarnings("unchecked")
            BiFunction<Tasks, List<Object>, String> run = (BiFunction<Tasks, List<Object>, String>)
                    exercise.getConstructor().newInstance();
            HostCatcher catcher = (realm, most) -> Records.first(2);
            assertEquals("/peers: 2 found", run.apply(tasks, List.of(new ManualClock(), new PlainMetrics(), catcher)));
        }
        return new WeakReference<>(loader);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.equals(ThreadTasks.NAME)) // they end a little later
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Has the bundle's classes itself, as a bundle does. */
    private static final class Loader extends URLClassLoader {
        Loader() {
            super(new URL[] {where(HostCachePeerSource.class), where(Exercise.class)}, Loader.class.getClassLoader());
        }

        private static URL where(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OWN) || name.startsWith(OWN + "fakes.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
