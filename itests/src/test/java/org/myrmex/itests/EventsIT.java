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
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.PluginBuilder.Against;

/**
 * The journal, which listens, beside a plugin that sleeps ten seconds at each event: the journal gets all of them, in order and at
 * once, and tells them to whoever asks by its request rule.
 */
class EventsIT {
    private static final int KEPT = 1_000;
    /** Events of the peer's own meanwhile. */
    private static final int MOST_OTHERS = 50;

    private static final String TYPE = "application/vnd.myrmex.journal+json";
    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");

    @TempDir
    Path folder;

    private TestPeer peer;

    @BeforeEach
    void start() throws Exception {
        Path slow = PluginBuilder.named("org.example.slow")
                .source("org.example.slow.Slow", SLOW)
                .source("org.example.slow.Flood", FLOOD)
                .against(Against.API, Against.OSGI, Against.EVENTS)
                .build(folder);
        peer = TestPeer.start("127.0.1.1", folder, "--plugin", journal().toString(), "--plugin", slow.toString());
    }

    @AfterEach
    void end() {
        peer.close();
    }

    @Test
    void aSlowSubscriberLosesItsOwnEventsAndDelaysNobody() throws Exception {
        peer.say("flood", "0", Integer.toString(KEPT));
        assertAll(0); // while the other sleeps at the first
        assertTrue(peer.say("health").contains("events"), "health knows of events");
        peer.say("flood", Integer.toString(KEPT), Integer.toString(KEPT));
        assertAll(KEPT);
        String health = peer.run("health").out();
        // the one that sleeps takes one now and then
        assertTrue(health.matches("(?s).*org\\.example\\.slow \\((1000|99\\d) wait, .*"), health);
    }

    @Test
    void theJournalIsGivenToWhoeverAsksForItsType() throws Exception {
        peer.say("flood", "0", "3");
        awaitLast(2);
        String token = Files.readString(peer.home().resolve("run/token")).trim();
        HttpResponse<String> told = get(TYPE, "Authorization", "Bearer " + token);
        assertEquals(200, told.statusCode());
        assertEquals(List.of(0, 1, 2), read(told.body()));
        assertEquals(401, get(TYPE).statusCode(), "the guard stands before the rules");
        assertEquals(404, get("text/html", "Authorization", "Bearer " + token).statusCode());
    }

    private HttpResponse<String> get(String accept, String... headers) throws IOException, InterruptedException {
        String page = Files.readString(peer.home().resolve("run/http")).trim();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page).resolve("/at/no/path/of/its/own"))
                .header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the journal holds once it holds this number; the slow one needs ten seconds for each. */
    private List<Integer> awaitLast(int number) throws Exception {
        List<Integer> heard = List.of();
        for (int i = 0; i < 10; i++) {
            heard = read(peer.say("journal", "--last", Integer.toString(KEPT), "--json"));
            if (!heard.isEmpty() && heard.get(heard.size() - 1) == number) {
                return heard;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("it did not come: " + heard);
    }

    /** In order and without a gap; the journal has no room for the first ones when the peer itself had something to tell. */
    private void assertAll(int first) throws Exception {
        List<Integer> heard = awaitLast(first + KEPT - 1);
        assertTrue(heard.size() >= KEPT - MOST_OTHERS, heard.size() + " of them");
        assertEquals(
                IntStream.range(first + KEPT - heard.size(), first + KEPT)
                        .boxed()
                        .toList(),
                heard);
    }

    private static List<Integer> read(String lines) {
        return NUMBER.matcher(lines)
                .results()
                .map(MatchResult::group)
                .map(found -> Integer.valueOf(found.replaceAll("\\D", "")))
                .toList();
    }

    private static Path journal() throws IOException {
        Path target = Path.of(System.getProperty("myrmex.bundles"), "org.myrmex.example.journal", "target");
        try (Stream<Path> jars = Files.list(target)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final String SLOW =
            """
            package org.example.slow;

            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.event.Event;
            import org.osgi.service.event.EventHandler;

            @Component(property = "event.topics=org/myrmex/*")
            public class Slow implements EventHandler {
                @Override
                public void handleEvent(Event event) {
                    try {
                        Thread.sleep(10_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            """;

    private static final String FLOOD =
            """
            package org.example.slow;

            import java.util.List;
            import java.util.Map;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.component.annotations.Reference;
            import org.osgi.service.event.Event;
            import org.osgi.service.event.EventAdmin;

            @Component
            public class Flood implements Command {
                @Reference
                EventAdmin events;

                @Override
                public String name() {
                    return "flood";
                }

                @Override
                public String help() {
                    return "posts events: flood FIRST COUNT";
                }

                @Override
                public int run(CommandContext context, List<String> args) {
                    int first = Integer.parseInt(args.get(0));
                    for (int i = first; i < first + Integer.parseInt(args.get(1)); i++) {
                        events.postEvent(new Event("org/myrmex/example/FLOOD", Map.of("number", i)));
                    }
                    return 0;
                }
            }
            """;
}
