package org.myrmex.discovery.dns.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.myrmex.discovery.dns.zone.Answer;
import org.myrmex.discovery.dns.zone.Question;

/**
 * Asks name servers several questions at once and waits for the answers, all of it on the caller's thread: no thread is made
 * that would outlive the bundle.
 */
final class Exchange implements Closeable {
    /** Sockets at once; further questions wait. */
    static final int MAX_AT_ONCE = 64;

    private final Selector selector = Selector.open();
    private final List<InetSocketAddress> servers;
    private final long deadlineNanos;
    private final Deque<Conversation> waiting = new ArrayDeque<>();
    private final List<Conversation> running = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(0xFFFF);

    /** @param deadlineNanos when all ends, by {@link System#nanoTime} */
    Exchange(List<InetSocketAddress> servers, long deadlineNanos) throws IOException {
        this.servers = List.copyOf(servers);
        this.deadlineNanos = deadlineNanos;
    }

    /** A question; {@code then} is told the answer by {@link #run}, and may ask on. */
    void ask(Question question, Consumer<Answer> then) {
        waiting.add(new Conversation(question, then, selector, servers));
    }

    /** Waits until all is answered, or the time is over, which is an answer too, or enough is known. */
    void run(BooleanSupplier enough) throws IOException {
        while (!enough.getAsBoolean() && !(waiting.isEmpty() && running.isEmpty())) {
            if (System.nanoTime() - deadlineNanos >= 0 || Thread.currentThread().isInterrupted()) {
                running.addAll(waiting);
                waiting.clear();
                running.forEach(Conversation::giveUp);
            } else {
                step();
            }
            tellEnded();
        }
    }

    private void step() throws IOException {
        while (running.size() < MAX_AT_ONCE && !waiting.isEmpty()) {
            running.add(waiting.remove());
        }
        long now = System.nanoTime();
        running.forEach(conversation -> conversation.send(now));
        long pause = deadlineNanos - now;
        boolean ended = false;
        for (Conversation conversation : running) {
            long due = conversation.dueNanos() - now;
            pause = due > 0 ? Math.min(pause, due) : pause;
            ended |= conversation.ended();
        }
        if (ended) {
            return;
        }
        Set<Conversation> ready = new LinkedHashSet<>();
        selector.select(
                key -> ready.add((Conversation) key.attachment()), Math.max(1, TimeUnit.NANOSECONDS.toMillis(pause)));
        ready.forEach(conversation -> conversation.ready(buffer));
    }

    private void tellEnded() {
        List<Conversation> ended = running.stream().filter(Conversation::ended).toList();
        running.removeAll(ended);
        ended.forEach(Conversation::tell);
    }

    /** Lets {@link #run} look again whether it is enough. Any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        running.forEach(Conversation::close);
        Channels.close(selector);
    }
}
