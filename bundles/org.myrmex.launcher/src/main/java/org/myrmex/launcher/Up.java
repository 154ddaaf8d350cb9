package org.myrmex.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs a peer in the foreground until it is told to stop. */
final class Up {
    private static final Duration READY_LIMIT = Duration.ofSeconds(20);

    /** Held here because a logger that nobody holds is collected, and its level with it. */
    private static final Logger TLS_LOG = Logger.getLogger("org.bouncycastle");

    private final Distribution distribution;
    private final Home home;
    private final Console console;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Up(Distribution distribution, Home home, Console console) {
        this.distribution = distribution;
        this.home = home;
        this.console = console;
    }

    int run(List<String> arguments) throws Refusal, InterruptedException {
        UpOptions options = UpParser.parse(arguments);
        StartCheck.Passed passed = new StartCheck(distribution, home, options).run();
        silenceTls();
        home.create();
        try (HomeLock lock = passed.lock().isPresent() ? passed.lock().get() : HomeLock.take(home)) {
            lock.announce();
            var spec = new PeerSpec(
                    home, distribution.version(), passed.feature(), options.configuration(), options.plugins());
            return run(spec, lock);
        }
    }

    private int run(PeerSpec spec, HomeLock lock) throws Refusal, InterruptedException {
        PeerFramework peer = PeerFramework.start(spec);
        Thread hook = new Thread(() -> stopOnSignal(peer, lock), "myrmex-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int code = peer.commands(READY_LIMIT)
                    .run(List.of("welcome"), Path.of("").toAbsolutePath(), console::line, console::complain);
            if (code == ExitCode.OK) {
                peer.awaitStop();
            }
            return code;
        } catch (Refusal refusal) {
            if (stopping.get()) {
                return ExitCode.OK; // It was told to stop while it started: not the start's failure.
            }
            throw refusal;
        } finally {
            peer.close();
            forget(hook);
        }
    }

    /** A signal's own exit code would be 143; a peer that stopped as it was told has done what it was asked. */
    private void stopOnSignal(PeerFramework peer, HomeLock lock) {
        stopping.set(true);
        peer.close();
        lock.close();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private void forget(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.join(); // A signal came first: the hook ends the process.
        }
    }

    /** Bouncy Castle's TLS tells java.util.logging, and so stderr, with whom it spoke. Nobody may read that. */
    static void silenceTls() {
        TLS_LOG.setLevel(Level.OFF);
        TLS_LOG.setUseParentHandlers(false); // Its children may be given levels of their own.
    }
}
