package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.myrmex.discovery.dns.zone.Answer;
import org.myrmex.discovery.dns.zone.Question;
import org.myrmex.discovery.dns.zone.Result;
import org.xbill.DNS.Message;

/** One question, until a server has answered it or none is left that could. One thread. */
final class Conversation {
    /** A datagram that was lost is sent again after this time, then after twice as long: three fit into three seconds. */
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final int MAX_SENDS = 3;

    private final Question question;
    private final Consumer<Answer> then;
    private final Selector selector;
    /** Those that have not failed, the next to be asked first. */
    private final List<InetSocketAddress> servers;

    private final List<Attempt<?>> attempts = new ArrayList<>();
    /** What is said when nothing better comes. */
    private Result known;

    private Optional<Answer> answer = Optional.empty();
    private boolean extended = true;
    private int sends;
    private long dueNanos;

    Conversation(Question question, Consumer<Answer> then, Selector selector, List<InetSocketAddress> servers) {
        this.question = question;
        this.then = then;
        this.selector = selector;
        this.servers = new ArrayList<>(servers);
        this.known = servers.isEmpty() ? Result.UNREACHABLE : Result.SILENT;
    }

    boolean ended() {
        return answer.isPresent();
    }

    /** When it wants to be called again though nothing came. */
    long dueNanos() {
        return dueNanos;
    }

    /** Sends, the first time or again, when that is due. */
    void send(long nowNanos) {
        if (ended() || sends == MAX_SENDS || (sends > 0 && nowNanos - dueNanos < 0)) {
            return;
        }
        dueNanos = nowNanos + (AGAIN_NANOS << sends);
        sends++;
        toNext();
    }

    private void toNext() {
        while (!ended() && !servers.isEmpty()) {
            InetSocketAddress server = servers.remove(0);
            servers.add(server);
            try {
                Optional<Attempt<?>> open = attempts.stream()
                        .filter(attempt -> attempt.server.equals(server))
                        .findFirst();
                if (open.isPresent()) {
                    open.get().again();
                } else {
                    attempts.add(begin(server, false));
                }
                return;
            } catch (IOException e) {
                drop(server, Result.UNREACHABLE);
            }
        }
        if (servers.isEmpty()) {
            end(Answer.none(known, 0));
        }
    }

    private Attempt<?> begin(InetSocketAddress server, boolean reliable) throws IOException {
        Message message = Wire.ask(question, extended);
        Attempt<?> attempt = reliable ? new TcpAttempt(server, message) : new UdpAttempt(server, message);
        return attempt.start(selector, this);
    }

    /** Something may have come. */
    void ready(ByteBuffer buffer) {
        for (Attempt<?> attempt : List.copyOf(attempts)) {
            if (!ended()) {
                ready(attempt, buffer);
            }
        }
    }

    private void ready(Attempt<?> attempt, ByteBuffer buffer) {
        Optional<Reply> reply;
        try {
            reply = attempt.ready(buffer);
        } catch (IOException e) {
            failed(attempt, attempt.reliable() ? known : Result.UNREACHABLE);
            return;
        }
        if (reply.isEmpty()) {
            return;
        }
        switch (reply.get().verdict()) {
            case ANSWER -> end(reply.get().answer());
            case FAILED -> failed(attempt, reply.get().answer().result());
            case TRUNCATED -> byTcp(attempt, Result.CUT_OFF);
            case NONSENSE, NOT_OURS -> byTcp(attempt, Result.NONSENSE);
            case PLAIN_WANTED -> {
                extended = false;
                replace(attempt, false);
            }
        }
    }

    private void byTcp(Attempt<?> attempt, Result reason) {
        known = reason;
        if (attempt.reliable()) {
            failed(attempt, reason);
        } else {
            replace(attempt, true);
        }
    }

    private void replace(Attempt<?> attempt, boolean reliable) {
        attempt.close();
        attempts.remove(attempt);
        InetSocketAddress server = attempt.server;
        try {
            attempts.add(begin(server, reliable));
        } catch (IOException e) {
            drop(server, reliable ? known : Result.UNREACHABLE);
            toNext();
        }
    }

    private void failed(Attempt<?> attempt, Result reason) {
        attempt.close();
        attempts.remove(attempt);
        drop(attempt.server, reason);
        toNext();
    }

    private void drop(InetSocketAddress server, Result reason) {
        known = reason;
        servers.remove(server);
    }

    /** The time is over. */
    void giveUp() {
        if (!ended()) {
            end(Answer.none(known, 0));
        }
    }

    private void end(Answer end) {
        answer = Optional.of(end);
        close();
    }

    /** Hands over what it ended with. */
    void tell() {
        answer.ifPresent(then);
    }

    void close() {
        attempts.forEach(Attempt::close);
        attempts.clear();
    }
}
