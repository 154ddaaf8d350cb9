package org.myrmex.launcher;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Leaves nothing behind, whether the lab ends by itself or is told to. After a signal the exit code is the signal's own
 * (130, 143): unlike a peer, an experiment that was stopped has not done what it was asked.
 */
final class LabStop {
    /** An experiment looks up from its work this often; what is stuck is left to the end of the process. */
    private static final long PATIENCE_MILLIS = 300;

    private final String whose;
    private final CommandScreen screen;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopOnSignal, "myrmex-lab-signal");
    /** Null before it is made. */
    private TemporaryFolder folder;

    private volatile PeerFramework framework;
    private volatile boolean asked;

    private LabStop(String whose, CommandScreen screen) {
        this.whose = whose;
        this.screen = screen;
    }

    /** @param whose the word that needs a folder */
    static LabStop install(String whose, CommandScreen screen) {
        LabStop stop = new LabStop(whose, screen);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** In a temporary folder. If a signal came first, this does not return, and nothing is made. */
    Home home() throws Refusal, InterruptedException {
        Optional<Home> home = makeHome();
        if (home.isEmpty()) {
            Thread.currentThread().join(); // waits for itself
        }
        return home.get();
    }

    private synchronized Optional<Home> makeHome() throws Refusal {
        if (asked) {
            return Optional.empty();
        }
        folder = TemporaryFolder.create(whose);
        Home home = new Home(folder.path());
        home.create();
        return Optional.of(home);
    }

    void guard(PeerFramework frameworkToStop) {
        framework = frameworkToStop;
    }

    /** Whether a signal has come. */
    boolean isAsked() {
        return asked;
    }

    /** Stops the framework and removes the folder. If a signal came first, this does not return. */
    void end() throws Refusal, InterruptedException {
        try {
            stopFramework();
            removeFolder();
        } catch (IOException e) {
            throw Refusal.failed("cannot remove the temporary folder (" + e.getMessage() + ")", "remove it by hand");
        } finally {
            ended.countDown();
            forget();
        }
    }

    private void forget() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            Thread.currentThread().join(); // Waits for itself: the signal that came first ends the process.
        }
    }

    /** Whoever is still starting the framework fails by its stop, and then does the rest himself. */
    private void stopOnSignal() {
        asked = true;
        screen.darken();
        try {
            if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stopFramework();
                ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            removeFolder();
        } catch (IOException | InterruptedException e) {
            return; // What is left lies in the machine's temporary folder; nobody reads any more.
        }
    }

    private void stopFramework() {
        if (framework != null) {
            framework.close();
        }
    }

    private synchronized void removeFolder() throws IOException {
        if (folder != null) {
            folder.close();
        }
    }
}
