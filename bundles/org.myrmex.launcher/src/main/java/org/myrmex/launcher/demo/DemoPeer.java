package org.myrmex.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.myrmex.launcher.Commands;
import org.myrmex.launcher.Feature;
import org.myrmex.launcher.Home;
import org.myrmex.launcher.PeerFramework;
import org.myrmex.launcher.PeerSpec;
import org.myrmex.launcher.Refusal;
import org.osgi.framework.InvalidSyntaxException;

/** One of the peers, spoken to as a person would: by its commands. Any thread. */
final class DemoPeer implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final String TRANSPORT = "org.myrmex.api.transport.Transport";

    private final String name;
    private final Path home;
    private final PeerFramework framework;
    private final Commands commands;

    private DemoPeer(String name, Path home, PeerFramework framework, Commands commands) {
        this.name = name;
        this.home = home;
        this.framework = framework;
        this.commands = commands;
    }

    static DemoPeer start(String name, Path root, String version, Feature.Verified feature)
            throws Refusal, InterruptedException {
        Home home = new Home(root);
        home.create();
        PeerFramework framework = PeerFramework.start(new PeerSpec(home, version, feature, Map.of(), List.of()));
        try {
            return new DemoPeer(name, root, framework, framework.commands(READY_LIMIT));
        } catch (Refusal | InterruptedException e) {
            framework.close();
            throw e;
        }
    }

    Path home() {
        return home;
    }

    /** The rows that a command answers with, told as they come. Returns its exit code. */
    int run(Consumer<Map<String, Object>> row, Consumer<String> err, String... words) {
        List<String> commandLine = new ArrayList<>(List.of(words));
        commandLine.add(1, "--json");
        return commands.run(commandLine, home, line -> row.accept(parsed(line)), err);
    }

    /** All rows of a command that must succeed. */
    List<Map<String, Object>> ask(String... words) throws DemoException {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        if (run(rows::add, complaints::add, words) != 0) {
            throw failed(String.join(" ", words), complaints);
        }
        return rows;
    }

    /** What a command prints for people. */
    List<String> print(String... words) throws DemoException {
        List<String> lines = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        if (commands.run(List.of(words), home, lines::add, complaints::add) != 0) {
            throw failed(String.join(" ", words), complaints);
        }
        return lines;
    }

    Map<String, Object> status() throws DemoException {
        return ask("status").get(0);
    }

    void configure(String file, String content) throws DemoException {
        try {
            // Under its final name at once, lest half a file is read.
            Path written = Files.writeString(home.resolve("conf").resolve("." + file), content);
            Files.move(written, home.resolve("conf").resolve(file));
        } catch (IOException e) {
            throw new DemoException("cannot write to " + home + "; free some space", e);
        }
    }

    /** Whether its links are as slow as they shall be. */
    boolean isDelayed() throws DemoException {
        try {
            return framework.context().getAllServiceReferences(TRANSPORT, "(myrmex.decorated=true)") != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a constant filter is wrong", e);
        } catch (IllegalStateException e) {
            throw new DemoException("peer " + name + " has stopped by itself; run the demo again", e);
        }
    }

    void awaitStop() throws InterruptedException {
        framework.awaitStop();
    }

    @Override
    public void close() {
        framework.close();
    }

    private DemoException failed(String command, List<String> complaints) {
        return new DemoException("peer " + name + " does not " + command + ": " + String.join("; ", complaints));
    }

    private static Map<String, Object> parsed(String line) {
        try {
            return Rows.parse(line);
        } catch (IOException e) {
            throw new IllegalStateException("a command prints what is no JSON with --json", e);
        }
    }
}
