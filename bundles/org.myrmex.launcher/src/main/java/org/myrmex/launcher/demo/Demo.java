package org.myrmex.launcher.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.myrmex.launcher.Distribution;
import org.myrmex.launcher.Hush;
import org.myrmex.launcher.Refusal;
import org.myrmex.launcher.TemporaryFolder;

/** Thirteen peers on this machine share a file. */
public final class Demo {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String ONCE = "--once";
    private static final PrintStream ERR = System.err;

    private final Fixture fixture = FixtureReader.read();
    private final Screen screen = Screen.ofProcess();
    private final TemporaryFolder folder;
    private final Network network;
    private volatile int exitCode = FAILED;
    private volatile boolean stopping;

    private Demo(TemporaryFolder folder) {
        this.folder = folder;
        this.network = new Network(fixture, folder.path());
    }

    /** Runs the demonstration; returns its exit code, 0 only if everything that must hold held. */
    public static int run(List<String> arguments, Distribution distribution) throws Refusal, InterruptedException {
        List<String> unknown =
                arguments.stream().filter(argument -> !argument.equals(ONCE)).toList();
        if (!unknown.isEmpty()) {
            return complain(WRONG_USAGE, "unknown option " + unknown.get(0) + "; the demo knows only " + ONCE);
        }
        return new Demo(TemporaryFolder.create("demo")).run(distribution, arguments.contains(ONCE));
    }

    private int run(Distribution distribution, boolean once) throws Refusal, InterruptedException {
        Thread hook = new Thread(this::stopOnSignal, "myrmex-demo-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        Hush.install().fall(); // nobody has to read what a bundle or Java prints while a peer starts or stops
        try {
            tell(distribution, once);
        } catch (DemoException | IOException e) {
            if (!stopping) {
                screen.finishLine();
                complain(FAILED, e.getMessage());
            }
        } catch (Refusal | RuntimeException e) {
            if (!stopping) {
                screen.finishLine();
                throw e;
            }
        } finally {
            if (!stopping) {
                end();
            }
            forget(hook);
            System.setErr(ERR);
        }
        return exitCode;
    }

    private void tell(Distribution distribution, boolean once)
            throws DemoException, Refusal, IOException, InterruptedException {
        Checks checks = new Story(fixture, network, folder.path(), screen).tell(distribution);
        screen.heading("What must hold");
        for (Checks.Result result : checks.results()) {
            screen.line((result.held() ? "  ok      " : "  FAILED  ") + result.what());
        }
        if (checks.allHeld()) {
            exitCode = OK;
            if (!once) {
                stay();
            }
        }
    }

    private void stay() throws DemoException, InterruptedException {
        DemoPeer downloader = network.peer(fixture.downloader());
        int peers = fixture.peers().size() - network.stopped().size();
        screen.lines(Texts.next(downloader.print("welcome"), downloader.home().toString(), peers));
        downloader.awaitStop(); // Ended by a signal, or by the command down.
    }

    private void end() {
        network.close();
        try {
            folder.close();
        } catch (IOException e) {
            complain(FAILED, "cannot remove " + folder.path() + " (" + e.getMessage() + "); remove it by hand");
        }
    }

    /** Who ends the demonstration while it stays up has seen it succeed; before that it has failed. */
    private void stopOnSignal() {
        stopping = true;
        screen.darken();
        end();
        Runtime.getRuntime().halt(exitCode);
    }

    private static void forget(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.join(); // A signal came first: the hook ends the process.
        }
    }

    private static int complain(int exitCode, String line) {
        ERR.println("myrmex: " + line);
        return exitCode;
    }
}
