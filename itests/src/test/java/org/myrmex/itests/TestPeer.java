package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A peer in a process of its own, with a home of its own, and an address on loopback or a machine of its own; it can be killed and
 * started again.
 */
final class TestPeer implements AutoCloseable {
    private static final Pattern URI = Pattern.compile("tls://[0-9.]+:([0-9]+)#([a-z2-7]{52})");

    private static final int LINKS_SECONDS = 60;

    final String host;
    private final Machine machine;
    private final Path home;
    private final Path scratch;
    private final List<String> options;
    private Myrmex process;
    private PeerApi api;
    private int port;
    private String id = "";

    private TestPeer(Machine machine, String host, Path folder, List<String> options) throws IOException {
        this.machine = machine;
        this.host = host;
        this.home = folder.resolve("home-" + host);
        this.scratch = Files.createDirectories(folder.resolve("scratch-" + host));
        this.options = List.copyOf(options);
    }

    static TestPeer start(String host, Path folder, String... options) throws IOException, InterruptedException {
        TestPeer peer = launch(host, folder, options);
        try {
            peer.awaitUp();
        } catch (IOException | AssertionError e) {
            peer.close(); // nobody else has it
            throw e;
        }
        return peer;
    }

    /** Starts one that need not be up before others are started; {@link #awaitUp} is next. */
    static TestPeer launch(String host, Path folder, String... options) throws IOException {
        TestPeer peer = new TestPeer(Machine.HERE, host, folder, List.of(options));
        GivenNeighbours.to(peer.home);
        peer.launch(peer.options);
        return peer;
    }

    /** Starts one that finds neighbours as it likes. */
    static TestPeer launchAsItComes(String host, Path folder, String... options) throws IOException {
        return launchAsItComes(Machine.HERE, host, folder, options);
    }

    /** The same on a machine. On one of its own it listens everywhere, at the port that it has by default. */
    static TestPeer launchAsItComes(Machine machine, String host, Path folder, String... options) throws IOException {
        TestPeer peer = new TestPeer(machine, host, folder, List.of(options));
        peer.launch(peer.options);
        return peer;
    }

    /** Starts again on the same home and port. */
    void start() throws IOException, InterruptedException {
        launch(options);
        awaitUp();
    }

    /** Starts again on the same home and port, with nothing of what it was told the first time but where it is. */
    void startWith(String... otherOptions) throws IOException, InterruptedException {
        launch(List.of(otherOptions));
        awaitUp();
    }

    private void launch(List<String> more) throws IOException {
        api = null;
        List<String> arguments = new ArrayList<>(List.of("up", "--home", home.toString()));
        if (machine.isHere()) {
            arguments.addAll(List.of("--http", "0", "--listen", host + ":" + port));
        }
        arguments.addAll(more);
        process = Myrmex.start(machine, Myrmex.DISTRIBUTION, scratch, Map.of(), arguments);
    }

    /** Waits until it says where it is. */
    void awaitUp() throws IOException, InterruptedException {
        process.awaitWelcome();
        Matcher uri = URI.matcher(awaitLine("invite"));
        if (!uri.find()) {
            throw new AssertionError("no invite line: " + process.out());
        }
        port = Integer.parseInt(uri.group(1));
        id = uri.group(2);
    }

    private String awaitLine(String word) throws IOException, InterruptedException {
        for (int i = 0; i < 500; i++) {
            for (String line : process.out().lines().toList()) {
                if (line.startsWith(word)) {
                    return line;
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no line '" + word + "': " + process.out() + process.err());
    }

    Machine machine() {
        return machine;
    }

    Path home() {
        return home;
    }

    Path scratch() {
        return scratch;
    }

    String id() {
        return id;
    }

    int port() {
        return port;
    }

    String uri() {
        return "tls://" + host + ":" + port + "#" + id;
    }

    /** The virtual machine itself, which the start script has become. */
    long pid() {
        return process.pid();
    }

    /** Everything that the peer printed. */
    String printed() throws IOException {
        return process.out() + process.err();
    }

    /** Runs a command of the peer to its end. */
    Myrmex run(String... command) throws IOException, InterruptedException {
        try (Myrmex run = begin(command)) {
            run.exitCode();
            return run;
        }
    }

    /** Starts a command of the peer. */
    Myrmex begin(String... command) throws IOException {
        return Myrmex.start(machine, Myrmex.DISTRIBUTION, scratch, Map.of(), arguments(command));
    }

    private List<String> arguments(String... command) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(command));
        return all;
    }

    /** Runs a command that must succeed; what it printed. */
    String say(String... command) throws IOException, InterruptedException {
        Myrmex run = run(command);
        assertEquals(0, run.exitCode(), () -> String.join(" ", command) + ": " + text(run));
        return run.out();
    }

    /** The same by its web server, which is quicker. */
    String ask(String command, String... arguments) throws IOException, InterruptedException {
        return api().say(command, arguments);
    }

    /** The same, whether it succeeds or not. */
    String tell(String command, String... arguments) throws IOException, InterruptedException {
        return api().tell(command, arguments);
    }

    /** The same: how it ended. */
    int exit(String command, String... arguments) throws IOException, InterruptedException {
        return (int) Json.number(api().command(command, arguments), "exit");
    }

    /** A figure of a bundle, as monitors see it. */
    long figure(String name) throws IOException, InterruptedException {
        String shown = api().get("/metrics").body();
        Matcher figure =
                Pattern.compile("(?m)^myrmex_" + name + "\\{[^}]*} (\\d+)").matcher(shown);
        if (!figure.find()) {
            throw new AssertionError("no figure " + name + ": " + shown);
        }
        return Long.parseLong(figure.group(1));
    }

    private PeerApi api() throws IOException {
        if (api == null) {
            api = new PeerApi(this);
        }
        return api;
    }

    private static String text(Myrmex run) {
        try {
            return run.out() + run.err();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until it has so many neighbours. */
    void awaitLinks(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LINKS_SECONDS);
        while (System.nanoTime() < end) {
            if (Json.number(ask("status", "--json"), "links") >= count) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("not " + count + " neighbours: " + say("peers", "--why"));
    }

    /**
     * The content id that a search finds; it is asked again for some seconds, since a share is hashed first. A search lasts
     * as long as it is told to, whatever it has found, so the first ones are short.
     */
    String find(String word) throws IOException, InterruptedException {
        for (int i = 0; i < 12; i++) {
            String found = api().tell("search", word, "--wait", Math.min(2_000, 250 << i) + "ms", "--json");
            if (found.contains("\"event\":\"hit\"")) {
                return Json.text(found, "id");
            }
        }
        throw new AssertionError("nothing found");
    }

    /** As kill -9 does it. */
    void kill() {
        process.close();
    }

    void terminate() {
        process.terminate();
    }

    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    @Override
    public void close() {
        process.close();
    }
}
