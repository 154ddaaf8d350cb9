package org.myrmex.discovery.dns.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up a host by the system's own means, which may take half a minute when no server answers; whoever asks waits for a
 * bounded time. At most one look-up is under way: it cannot be ended, only left alone. One thread asks, any may end it.
 */
final class HostLookup {
    /** What may take long. */
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Executor threads;
    private final Duration patience;
    private volatile Optional<FutureTask<InetAddress>> under = Optional.empty();

    HostLookup(Resolver resolver, Executor threads, Duration patience) {
        this.resolver = resolver;
        this.threads = threads;
        this.patience = patience;
    }

    /** @throws RefusedException with the cause, without what to do */
    InetAddress find(String host) throws RefusedException {
        FutureTask<InetAddress> task = under.filter(one -> !one.isDone()).orElse(null);
        try {
            if (task == null) {
                task = new FutureTask<>(() -> resolver.resolve(host));
                under = Optional.of(task);
                threads.execute(task);
            }
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(host + " was not looked up within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new RefusedException(host + " cannot be looked up", e);
        } catch (RejectedExecutionException | CancellationException e) {
            under = Optional.empty();
            throw new RefusedException(host + " is not looked up while the peer stops", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(host + " is not looked up while the peer stops", e);
        }
    }

    /** Whoever waits waits no longer. */
    void end() {
        under.ifPresent(task -> task.cancel(false));
    }
}
