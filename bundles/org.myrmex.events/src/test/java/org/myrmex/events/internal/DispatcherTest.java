package org.myrmex.events.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.plugin.HealthCheck.Status;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Nothing runs but what the test lets run: so it says which order holds, and what waits for what. */
class DispatcherTest {
    private final Dispatcher dispatcher = new Dispatcher();
    private final RecordingReport report = new RecordingReport();
    private final EventsHealth health = new EventsHealth(dispatcher::subscribers);

    @Test
    void whatIsPostedIsDeliveredInOrderAndOnAnotherThread() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("a", thread, event -> heard.add(number(event)));
        post(0, 5);
        assertEquals(List.of(), heard);
        thread.runAll();
        assertEquals(List.of(0, 1, 2, 3, 4), heard);
        assertEquals(5, report.delivered.get());
    }

    @Test
    void aHandlerThatHangsHoldsUpNobodyElse() {
        ManualExecutor hangs = new ManualExecutor();
        ManualExecutor runs = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("slow", hangs, event -> {});
        subscribe("quick", runs, event -> heard.add(number(event)));
        post(0, Subscriber.MAX_WAITING);
        runs.runAll();
        post(1000, 500);
        runs.runAll();
        assertEquals(IntStream.range(0, 1500).boxed().toList(), heard);
        assertEquals(1, hangs.given(), "one thread for one handler, whatever waits");
    }

    @Test
    void tooManyAndTheOldestGo() {
        ManualExecutor slow = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("org.example.slow", slow, event -> heard.add(number(event)));
        post(0, Subscriber.MAX_WAITING);
        assertEquals(Status.OK, health.check().status());
        assertEquals(0, report.lost.get());
        post(Subscriber.MAX_WAITING, 7);
        assertEquals(7, report.lost.get());
        assertEquals(List.of("lost org.example.slow"), report.firsts, "said once");
        assertEquals(Status.WARN, health.check().status());
        assertTrue(health.check().message().contains("org.example.slow (1000 wait, 7 lost)"));
        slow.runAll();
        assertEquals(IntStream.range(7, Subscriber.MAX_WAITING + 7).boxed().toList(), heard);
        assertEquals(Status.OK, health.check().status(), "it caught up");
    }

    @Test
    void whoDoesNotAskForOrderGetsMoreThreads() {
        ManualExecutor threads = new ManualExecutor();
        Subscriber subscriber = subscribe("a", threads, event -> {});
        subscriber.wants(interest(EventConstants.DELIVERY_ASYNC_UNORDERED));
        post(0, 10);
        assertEquals(Subscriber.UNORDERED_THREADS, threads.given());
        threads.runAll();
        assertEquals(10, report.delivered.get());
    }

    @Test
    void whoAsksForOrderLaterHasOneThreadFromThenOn() {
        ManualExecutor threads = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        Subscriber subscriber = subscribe("a", threads, event -> heard.add(number(event)));
        subscriber.wants(interest(EventConstants.DELIVERY_ASYNC_UNORDERED));
        post(0, 10);
        subscriber.wants(interest(EventConstants.DELIVERY_ASYNC_ORDERED));
        for (int superfluous = 1; superfluous < Subscriber.UNORDERED_THREADS; superfluous++) {
            threads.runNext();
            assertEquals(List.of(), heard);
        }
        threads.runNext();
        assertEquals(IntStream.range(0, 10).boxed().toList(), heard);
    }

    @Test
    void whatIsSentIsDeliveredWhenSendReturnsAndDoesNotWait() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("a", thread, event -> heard.add(number(event)));
        post(0, 3);
        dispatcher.send(event(100));
        assertEquals(List.of(100), heard);
        thread.runAll();
        assertEquals(List.of(100, 0, 1, 2), heard, "what was posted keeps its own order");
    }

    @Test
    void aHandlerMaySendAndPostFromWithin() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("a", thread, event -> {
            heard.add(number(event));
            if (number(event) < 2) {
                dispatcher.send(event(number(event) + 10));
                dispatcher.post(event(number(event) + 20));
            }
        });
        post(0, 2);
        thread.runAll();
        assertEquals(List.of(0, 10, 1, 11, 20, 21), heard);
    }

    @Test
    void aHandlerThatThrowsHearsTheNextAndSoDoTheOthers() {
        ManualExecutor bad = new ManualExecutor();
        ManualExecutor good = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("bad", bad, event -> {
            heard.add(-1 - number(event));
            if (number(event) == 0) {
                throw new IllegalStateException("as the test wants");
            }
            throw new NoClassDefFoundError("as the test wants");
        });
        subscribe("good", good, event -> heard.add(number(event)));
        post(0, 2);
        bad.runAll();
        good.runAll();
        dispatcher.send(event(2));
        assertEquals(List.of(-1, -2, 0, 1, -3, 2), heard);
        assertEquals(3, report.failed.get());
        assertEquals(List.of("failed bad"), report.firsts, "said once");
    }

    @Test
    void whoComesLaterHearsNothingOfBefore() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        post(0, 5);
        subscribe("a", thread, event -> heard.add(number(event)));
        post(5, 1);
        thread.runAll();
        assertEquals(List.of(5), heard);
    }

    @Test
    void whoWentHearsNothingOfWhatWaited() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        Subscriber subscriber = subscribe("a", thread, event -> heard.add(number(event)));
        post(0, 5);
        dispatcher.remove(subscriber);
        post(5, 5);
        subscriber.queue(event(99));
        thread.runAll();
        assertEquals(List.of(), heard);
        assertEquals(List.of(), dispatcher.subscribers());
        assertEquals(0, subscriber.waiting());
    }

    @Test
    void withoutAThreadItWaitsForTheNextEvent() {
        ManualExecutor thread = new ManualExecutor();
        List<Integer> heard = new ArrayList<>();
        subscribe("a", thread, event -> heard.add(number(event)));
        thread.refuse(true);
        post(0, 1);
        thread.refuse(false);
        post(1, 1);
        thread.runAll();
        assertEquals(List.of(0, 1), heard);
    }

    @Test
    void aHandlerWhoseServiceIsNotThereIsNoFailure() {
        ManualExecutor thread = new ManualExecutor();
        dispatcher.add(new Subscriber(
                "gone", interest(EventConstants.DELIVERY_ASYNC_ORDERED), Optional::empty, thread, report));
        post(0, 2);
        thread.runAll();
        assertEquals(0, report.delivered.get() + report.failed.get());
    }

    @Test
    void onlyWhoWantsAnEventIsAskedForAThread() {
        ManualExecutor thread = new ManualExecutor();
        Subscriber subscriber = subscribe("a", thread, event -> {});
        subscriber.wants(Interest.of(Map.<String, Object>of(EventConstants.EVENT_TOPIC, "other/*")::get));
        post(0, 3);
        assertEquals(0, thread.given());
        assertFalse(subscriber.behind());
    }

    private Subscriber subscribe(String bundle, Executor threads, EventHandler handler) {
        Subscriber subscriber = new Subscriber(
                bundle, interest(EventConstants.DELIVERY_ASYNC_ORDERED), () -> Optional.of(handler), threads, report);
        dispatcher.add(subscriber);
        return subscriber;
    }

    private static Interest interest(String delivery) {
        return Interest.of(Map.<String, Object>of(
                EventConstants.EVENT_TOPIC, "test/*", EventConstants.EVENT_DELIVERY, delivery)::get);
    }

    private void post(int first, int count) {
        IntStream.range(first, first + count).forEach(number -> dispatcher.post(event(number)));
    }

    private static Event event(int number) {
        return new Event("test/EVENT", Map.of("number", number));
    }

    private static int number(Event event) {
        return (Integer) event.getProperty("number");
    }
}
