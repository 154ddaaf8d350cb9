package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a plugin can offer is put into a running peer, replaced by a newer version and taken out, through the drop
 * folder and without a restart; each is seen by what it does. The plugins know {@code org.myrmex.api} alone.
 */
class SwapIT {
    private static final String FILE = "swapped.jar";
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    static Path folder;

    private static TestPeer a;
    private static TestPeer b;
    private static long pid;

    /** How long A's framework had run, by its own word, and when it had said so: commands take their time on a busy machine. */
    private static long upSeconds;

    private static long saidNanos;

    private final HttpClient http = HttpClient.newHttpClient();
    private DropFolder plugins;

    @BeforeAll
    static void startBoth() throws Exception {
        Path dice = Path.of(System.getProperty("myrmex.bundles"), "org.myrmex.example.dice");
        Path jar = PluginBuilder.named("org.myrmex.example.dice")
                .sourcesOf(dice.resolve("src/main/java"))
                .against(PluginBuilder.Against.API, PluginBuilder.Against.OSGI)
                .build(folder);
        b = TestPeer.start("127.0.12.1", folder, "--plugin", jar.toString());
        a = TestPeer.start("127.0.11.1", folder, "--peer", b.uri());
        b.awaitLinks(1);
        pid = a.pid();
        upSeconds = uptimeSeconds();
        saidNanos = System.nanoTime();
    }

    @AfterAll
    static void endBoth() {
        Stream.of(a, b).filter(Objects::nonNull).forEach(TestPeer::close); // one that did not come up says so itself
    }

    private static long uptimeSeconds() throws Exception {
        return Json.number(a.ask("status", "--json"), "uptimeSeconds");
    }

    @BeforeEach
    void findFolder() {
        plugins = DropFolder.of(a);
    }

    @AfterEach
    void theSamePeerRuns() throws Exception {
        assertEquals(pid, a.pid());
        long atLeast = upSeconds + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - saidNanos);
        assertTrue(uptimeSeconds() >= atLeast - 1, "the framework was started anew");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "in vain: " + what + "\n" + a.run("plugin", "list").out());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void put(PluginBuilder plugin) throws IOException {
        plugins.put(FILE, plugin.buildAs(folder.resolve("built").resolve(FILE)));
    }

    private static void awaitSaid(String words, String command, String... arguments) throws Exception {
        await(words, () -> a.tell(command, arguments).contains(words));
    }

    private static void awaitUnknown(String command) throws Exception {
        await("no command " + command, () -> a.exit(command) == 2);
    }

    @Test
    void aCommand() throws Exception {
        awaitUnknown("greeting");
        put(SwapPlugins.command("1.0.0", "one"));
        awaitSaid("one", "greeting");
        put(SwapPlugins.command("2.0.0", "two"));
        awaitSaid("two", "greeting");
        assertEquals("two", a.say("greeting").strip(), "by the command line as by the web server");
        plugins.remove(FILE);
        awaitUnknown("greeting");
        assertEquals(2, a.run("greeting").exitCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        String address = Files.readString(a.home().resolve("run/http")).strip();
        String token = Files.readString(a.home().resolve("run/token")).strip();
        String base = address.startsWith("http") ? address : "http://" + address;
        HttpRequest request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void awaitPage(String path, String words) throws Exception {
        await(words + " at " + path, () -> get(path).body().contains(words));
    }

    private void awaitNoPage(String path) throws Exception {
        await("404 at " + path, () -> get(path).statusCode() == 404);
    }

    @Test
    void aServletThatKnowsOsgiAndServletsAlone() throws Exception {
        awaitNoPage("/greeting");
        put(SwapPlugins.servlet("1.0.0", "one"));
        awaitPage("/greeting", "one");
        put(SwapPlugins.servlet("2.0.0", "two"));
        awaitPage("/greeting", "two");
        plugins.remove(FILE);
        awaitNoPage("/greeting");
    }

    @Test
    void aTreeOfWebDav() throws Exception {
        awaitNoPage("/dav/shelf/");
        put(SwapPlugins.tree("1.0.0", "one"));
        awaitPage("/dav/shelf/", "one.txt");
        assertEquals("one", get("/dav/shelf/one.txt").body());
        put(SwapPlugins.tree("2.0.0", "two"));
        awaitPage("/dav/shelf/", "two.txt");
        assertEquals("two", get("/dav/shelf/two.txt").body());
        assertEquals(404, get("/dav/shelf/one.txt").statusCode());
        plugins.remove(FILE);
        awaitNoPage("/dav/shelf/");
    }

    /** B asks, and is no plugin's host itself but for the asking: its own dice do not answer it. */
    @Test
    void aResponder() throws Exception {
        assertEquals(1, b.exit("dice", "--wait", "1"));
        put(SwapPlugins.responder("1.0.0", "2"));
        awaitRolled(2);
        put(SwapPlugins.responder("2.0.0", "5"));
        awaitRolled(5);
        plugins.remove(FILE);
        await("nobody rolls", () -> b.exit("dice", "--wait", "1") == 1);
    }

    private static void awaitRolled(int number) throws Exception {
        await(number + " is rolled", () -> b.tell("dice", "--wait", "1", "--json")
                .contains("\"number\":" + number));
    }

    @Test
    void aPeerSource() throws Exception {
        try (TestPeer c = TestPeer.start("127.0.13.1", folder)) {
            put(SwapPlugins.peerSource("1.0.0", "one", c.uri()));
            await("a neighbour that the source knew", () -> neighbours("oracle-one") == 1);
            assertTrue(a.ask("peers", "--why").contains("source oracle-one: one knows one"));
            put(SwapPlugins.peerSource("2.0.0", "two", c.uri()));
            awaitSaid("source oracle-two: two knows one", "peers", "--why");
            assertTrue(!a.ask("peers", "--why").contains("source oracle-one"));
            assertEquals(1, neighbours("oracle-one"), "the neighbour stays, and where it came from");
            plugins.remove(FILE);
            await("no oracle", () -> !a.ask("peers", "--why").contains("source oracle"));
        }
    }

    private static long neighbours(String source) throws Exception {
        return a.ask("peers", "--json")
                .lines()
                .filter(line -> line.contains("\"source\":\"" + source + "\""))
                .count();
    }

    @Test
    void aTransport() throws Exception {
        String invitation = a.uri();
        put(SwapPlugins.transport("1.0.0", "one"));
        awaitSaid("one 0", "tap");
        assertFramesOfANewNeighbour("127.0.14.1", "one");
        put(SwapPlugins.transport("2.0.0", "two"));
        awaitSaid("two ", "tap");
        assertFramesOfANewNeighbour("127.0.15.1", "two");
        plugins.remove(FILE);
        awaitUnknown("tap");
        await("the door is where it was", () -> a.tell("status").contains(invitation));
        a.awaitLinks(1);
    }

    /** It dials A where A's invitation says, and so comes through the transport that has the door now. */
    private static void assertFramesOfANewNeighbour(String host, String word) throws Exception {
        await("a door", () -> a.tell("status").contains(a.uri()));
        try (TestPeer c = TestPeer.start(host, folder, "--peer", a.uri())) {
            c.awaitLinks(1);
            await(
                    "frames",
                    () -> Pattern.compile(word + " [1-9]").matcher(a.ask("tap")).find());
        }
    }

    @Test
    void aRoutingAroundTheRouting() throws Exception {
        List<String> links = linkNumbers();
        awaitUnknown("counts");
        put(SwapPlugins.counting("1.0.0"));
        awaitQueriesCounted();
        put(SwapPlugins.counting("2.0.0"));
        await("version 2", () -> a.ask("plugin", "list", "--json")
                .matches("(?s).*\"org.myrmex.example.counting\",\"version\":\"2\\.0\\.0\".*"));
        awaitQueriesCounted();
        plugins.remove(FILE);
        awaitUnknown("counts");
        long before = Json.number(b.ask("status", "--json"), "queriesReceived");
        a.exit("search", "nothing", "--wait", "1s");
        assertTrue(Json.number(b.ask("status", "--json"), "queriesReceived") > before, "queries still go out");
        assertEquals(links, linkNumbers(), "no link was closed");
    }

    private static List<String> linkNumbers() throws Exception {
        Matcher found = Pattern.compile("\"link\":([0-9]+)").matcher(a.ask("peers", "--json"));
        return found.results().map(result -> result.group(1)).toList();
    }

    private static void awaitQueriesCounted() throws Exception {
        await("queries are counted", () -> {
            a.exit("search", "nothing", "--wait", "250ms");
            return Pattern.compile("\"queries\",\"direction\":\"sent\",\"count\":[1-9]")
                    .matcher(a.tell("counts", "--json"))
                    .find();
        });
    }
}
