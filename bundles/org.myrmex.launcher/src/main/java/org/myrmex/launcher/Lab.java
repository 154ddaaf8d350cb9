package org.myrmex.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs one experiment in a framework of its own, in a home that is gone afterwards. */
final class Lab {
    private static final String WORD = "lab";
    private static final Duration READY_LIMIT = Duration.ofSeconds(20);

    private final Distribution distribution;
    private final Console console;

    Lab(Distribution distribution, Console console) {
        this.distribution = distribution;
        this.console = console;
    }

    /** Returns the command's exit code. If a signal comes first, this does not return. */
    int run(List<String> arguments) throws Refusal, InterruptedException {
        LabArguments taken = LabArguments.take(arguments);
        for (Path plugin : taken.plugins()) {
            StartCheck.checkPlugin(plugin);
        }
        Feature.Verified feature = distribution.feature(WORD);
        Terminal terminal = Terminal.detect();
        CommandScreen screen = new CommandScreen(console, terminal);
        Hush.install().fall(); // Nobody has to read what a bundle or Java prints.
        LabStop stop = LabStop.install(WORD, screen);
        try {
            Home home = stop.home();
            PeerFramework framework = PeerFramework.create(
                    new PeerSpec(home, distribution.version(), feature, Map.of(), taken.plugins()));
            stop.guard(framework);
            framework.start();
            return framework.commands(READY_LIMIT).run(taken.command(), context(terminal, screen, stop));
        } catch (OutOfMemoryError e) {
            throw Refusal.failed(
                    "this needs more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB that Java may use",
                    "ask for fewer nodes, or set MYRMEX_JAVA_OPTS to -Xmx and more");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Refusal.failed("the lab failed (" + e + ")", "report it");
        } finally {
            screen.end();
            stop.end();
        }
    }

    private static Map<String, Object> context(Terminal terminal, CommandScreen screen, LabStop stop) {
        Map<String, Object> context = new HashMap<>();
        context.put("cwd", Path.of("").toAbsolutePath().toString());
        context.put("tty", terminal.interactive());
        context.put("columns", terminal.columns());
        context.put("out", (Consumer<String>) screen::out);
        context.put("err", (Consumer<String>) screen::err);
        context.put("progress", (Consumer<Map<?, ?>>) screen::progress);
        context.put("cancelled", (BooleanSupplier) () -> stop.isAsked() || screen.isUnread());
        return context;
    }
}
