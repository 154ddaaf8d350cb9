package org.myrmex.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    Up(Distribution distribution, Home home, Console console) {
        this.distribution = distribution;
        this.home = home;
        this.console = console;
    }

    int run(List<String> arguments) throws Refusal, InterruptedException {
        UpOptions options = UpParser.parse(arguments);
        SignalStop signal = SignalStop.install();
        try {
            StartCheck.Passed passed = new StartCheck(distribution, home, options).run();
            silenceTls();
            home.create();
            try (HomeLock lock = passed.lock().isPresent() ? passed.lock().get() : HomeLock.take(home)) {
                signal.guard(lock);
                lock.announce();
                return run(
                        new PeerSpec(
                                home,
                                distribution.version(),
                                passed.feature(),
                                options.configuration(),
                                options.plugins()),
                        signal);
            }
        } finally {
            signal.forget();
        }
    }

    private int run(PeerSpec spec, SignalStop signal) throws Refusal, InterruptedException {
        Hush hush = Hush.install();
        try (PeerFramework peer = PeerFramework.create(spec)) {
            signal.guard(peer);
            peer.start();
            int code = peer.commands(READY_LIMIT)
                    .run(List.of("welcome"), Path.of("").toAbsolutePath(), console::line, console::complain);
            if (code == ExitCode.OK) {
                peer.awaitStop();
            }
            hush.fall();
            return code;
        }
    }

    /** Bouncy Castle's TLS tells java.util.logging, and so stderr, with whom it spoke. Nobody may read that. */
    static void silenceTls() {
        TLS_LOG.setLevel(Level.OFF);
        TLS_LOG.setUseParentHandlers(false); // Its children may be given levels of their own.
    }
}
