package org.myrmex.events.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** The whole of it in a real framework, with threads: what an event admin owes to its users. */
class EventsInFelixTest {
    private static final long PATIENCE_SECONDS = 20;

    private final ThreadTasks tasks = new ThreadTasks();
    private final Figures figures = new Figures();
    private final CountDownLatch end = new CountDownLatch(1);
    private Framework framework;
    private BundleContext context;
    private EventsComponent events;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString(), "felix.log.level", "0"));
        framework.start();
        context = framework.getBundleContext();
        events = new EventsComponent(context, tasks, figures);
        events.start();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        events.stop();
        tasks.close();
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    @Test
    void aHandlerThatHangsDelaysNobodyAndLosesOnlyItsOwn() throws Exception {
        Recorder quick = register(new Recorder(), "t/*");
        CountDownLatch hangs = new CountDownLatch(1);
        register(
                event -> {
                    hangs.countDown();
                    await(end);
                },
                "t/*");
        post(0);
        await(hangs);
        assertEquals(0, quick.take());
        int many = 3 * Subscriber.MAX_WAITING;
        for (int i = 1; i < many; i++) {
            post(i);
            assertEquals(i, quick.take(), "nobody waits for the one that hangs");
        }
        assertEquals(many - Subscriber.MAX_WAITING - 1, figures.value("dropped_total"));
        assertEquals(Subscriber.MAX_WAITING, figures.value("waiting_events"));
        assertTrue(events.check().message().contains("org.apache.felix.framework (1000 wait, 1999 lost)"));
    }

    @Test
    void allHandlersSeeOneOrderWhoeverPosts() throws Exception {
        List<Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            recorders.add(register(new Recorder(), "t/*"));
        }
        int each = 100;
        int posters = 4;
        List<Future<?>> posted = new ArrayList<>();
        for (int poster = 0; poster < posters; poster++) {
            int first = poster * each;
            posted.add(tasks.threads.submit(
                    () -> IntStream.range(first, first + each).forEach(this::post)));
        }
        for (Future<?> one : posted) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        List<Integer> seen = recorders.get(0).take(posters * each);
        for (Recorder other : recorders.subList(1, recorders.size())) {
            assertEquals(seen, other.take(posters * each));
        }
        for (int poster = 0; poster < posters; poster++) {
            int number = poster;
            assertEquals(
                    IntStream.range(poster * each, (poster + 1) * each).boxed().toList(),
                    seen.stream().filter(heard -> heard / each == number).toList());
        }
    }

    @Test
    void whatIsSentIsHandledByTheThreadThatSends() {
        List<Thread> by = new ArrayList<>();
        register(event -> by.add(Thread.currentThread()), "t/*");
        events.sendEvent(event(1));
        assertEquals(List.of(Thread.currentThread()), by);
    }

    @Test
    void changedPropertiesCountFromTheNextEventOn() throws Exception {
        Recorder recorder = new Recorder();
        ServiceRegistration<EventHandler> registration =
                context.registerService(EventHandler.class, recorder, properties("u/*"));
        post(1);
        registration.setProperties(properties("t/*"));
        post(2);
        assertEquals(2, recorder.take());
        registration.setProperties(FrameworkUtil.asDictionary(
                Map.of(EventConstants.EVENT_TOPIC, "t/*", EventConstants.EVENT_FILTER, "(number>=4)")));
        post(3);
        post(4);
        assertEquals(4, recorder.take());
    }

    @Test
    void aServiceIsGotWhenItIsNeededAndGivenBackWhenItGoes() throws Exception {
        AtomicInteger got = new AtomicInteger();
        AtomicInteger givenBack = new AtomicInteger();
        Recorder recorder = new Recorder();
        ServiceFactory<EventHandler> factory = new ServiceFactory<>() {
            @Override
            public EventHandler getService(Bundle bundle, ServiceRegistration<EventHandler> registration) {
                got.incrementAndGet();
                return recorder;
            }

            @Override
            public void ungetService(
                    Bundle bundle, ServiceRegistration<EventHandler> registration, EventHandler handler) {
                givenBack.incrementAndGet();
            }
        };
        ServiceRegistration<EventHandler> registration =
                context.registerService(EventHandler.class, factory, properties("t/*"));
        assertEquals(0, got.get(), "not before the first event");
        post(1);
        post(2);
        assertEquals(List.of(1, 2), recorder.take(2));
        assertEquals(1, got.get(), "and once for all of them");
        assertEquals(1, registration.getReference().getUsingBundles().length);
        registration.unregister();
        assertEquals(1, givenBack.get());
        post(3);
        assertNull(recorder.heard.poll());
        assertEquals("0 event handlers", events.check().message());
    }

    @Test
    void whenTheServiceEndsItGivesEverythingBack() {
        Recorder recorder = new Recorder();
        ServiceRegistration<EventHandler> registration =
                context.registerService(EventHandler.class, recorder, properties("t/*"));
        events.sendEvent(event(1));
        events.stop();
        assertNull(registration.getReference().getUsingBundles());
        events.postEvent(event(2));
        events.sendEvent(event(3));
        assertEquals(List.of(1), List.copyOf(recorder.heard));
    }

    @Test
    void aHandlerThatThrowsGoesOn() throws Exception {
        Recorder recorder = new Recorder();
        register(
                event -> {
                    recorder.handleEvent(event);
                    throw new IllegalStateException("as the test wants");
                },
                "t/*");
        post(1);
        post(2);
        assertEquals(List.of(1, 2), recorder.take(2));
        // A third that is sent, so that the first two have been counted when it has been.
        events.sendEvent(event(3));
        assertTrue(figures.value("failed_total") >= 1);
        assertEquals(0, figures.value("delivered_total"));
    }

    private <H extends EventHandler> H register(H handler, String topic) {
        context.registerService(EventHandler.class, handler, properties(topic));
        return handler;
    }

    private static Dictionary<String, Object> properties(String topic) {
        return FrameworkUtil.asDictionary(Map.of(EventConstants.EVENT_TOPIC, topic));
    }

    private void post(int number) {
        events.postEvent(event(number));
    }

    private static Event event(int number) {
        return new Event("t/EVENT", Map.of("number", number));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Recorder implements EventHandler {
        private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();

        @Override
        public void handleEvent(Event event) {
            heard.add((Integer) event.getProperty("number"));
        }

        int take() throws InterruptedException {
            Integer number = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return number == null ? -1 : number;
        }

        List<Integer> take(int count) throws InterruptedException {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                taken.add(take());
            }
            return taken;
        }
    }

    /** As many threads as are wanted. */
    private static final class ThreadTasks implements Tasks {
        private final ExecutorService threads = Executors.newCachedThreadPool();

        @Override
        public Executor serial(String name) {
            return threads;
        }

        @Override
        public Executor pool(String name, int count) {
            return threads;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("events need no timer");
        }

        @Override
        public Registration every(Duration pause, Runnable task) {
            throw new UnsupportedOperationException("events need no timer");
        }

        void close() {
            threads.shutdownNow();
        }
    }

    private static final class Figures implements Metrics {
        private final Map<String, LongSupplier> values = new ConcurrentHashMap<>();

        @Override
        public Counter counter(String name, String help) {
            AtomicLong value = new AtomicLong();
            values.put(name, value::get);
            return new Counter() {
                @Override
                public void add(long amount) {
                    value.addAndGet(amount);
                }

                @Override
                public long value() {
                    return value.get();
                }
            };
        }

        @Override
        public Registration gauge(String name, String help, LongSupplier value) {
            values.put(name, value);
            return () -> values.remove(name);
        }

        long value(String name) {
            return values.get(name).getAsLong();
        }
    }
}
