package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.itests.GivenNeighbours;

/** A relay with five neighbours, each on an address of its own: one shares, one fetches, three only stand by. */
final class SiegeGroup implements AutoCloseable {
    static final String RELAY = "relay";
    private static final String SOURCE = "source";
    private static final String SINK = "sink";
    private static final String OTHERS = "others";
    private static final int LINKS = 5;

    private static final Pattern INVITE = Pattern.compile("^invite .*(tls://\\S+)$", Pattern.MULTILINE);
    private static final Pattern HIT = Pattern.compile("\"id\":\"([0-9a-f]{64})\"");
    private static final int MAX_SEARCHES = 60;

    private final Path distribution;
    private final Path scratch;
    private final Map<String, List<Tree>> parts = new LinkedHashMap<>();
    private String invite = "";
    private PeerDoor relay;
    private PeerDoor sink;

    private SiegeGroup(Path distribution, Path scratch) {
        this.distribution = distribution;
        this.scratch = scratch;
        List.of(SOURCE, RELAY, SINK, OTHERS).forEach(part -> parts.put(part, new ArrayList<>()));
    }

    static SiegeGroup start(Path distribution, Path shared, Path scratch) throws IOException, InterruptedException {
        SiegeGroup group = new SiegeGroup(distribution, scratch);
        try {
            group.launch(RELAY, 1, List.of("--feature", "relay"));
            group.invite = group.awaitInvite(RELAY, 1);
            group.relay = new PeerDoor(group.home(1), scratch);
            group.launch(SOURCE, 2, List.of("--peer", group.invite, "--share", shared.toString()));
            group.launch(SINK, 3, List.of("--peer", group.invite));
            // whether they are there is seen by the links
            for (int i = 4; i < 4 + LINKS - 2; i++) {
                group.launch(OTHERS, i, List.of("--peer", group.invite, "--feature", "relay"));
            }
            group.awaitInvite(SINK, 3);
            group.sink = new PeerDoor(group.home(3), scratch);
            Poll.secondsUntil(System.nanoTime(), "five links", () -> true, group::hasItsLinks);
            return group;
        } catch (IOException | InterruptedException e) {
            group.close();
            throw e;
        }
    }

    private Path home(int number) {
        return scratch.resolve("home" + number);
    }

    private Path out(int number) {
        return scratch.resolve("peer" + number + ".out");
    }

    private void launch(String part, int number, List<String> options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/myrmex").toString(), "up"));
        GivenNeighbours.to(home(number));
        command.addAll(List.of("--home", home(number).toString(), "--http", "0"));
        command.addAll(List.of("--listen", "127.0." + number + ".1:0"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out(number).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MYRMEX_HOME");
        parts.get(part).add(new Tree(builder.start()));
    }

    /** Waits for the only one of that part to say where it can be dialled. */
    private String awaitInvite(String part, int number) throws IOException, InterruptedException {
        Path out = out(number);
        Tree tree = parts.get(part).get(0);
        Poll.secondsUntil(System.nanoTime(), "invite line", tree::isAlive, () -> INVITE.matcher(Files.readString(out))
                .find());
        Matcher line = INVITE.matcher(Files.readString(out));
        return line.find() ? line.group(1) : "";
    }

    /** Where the relay can be dialled. */
    String invite() {
        return invite;
    }

    /** The relay's virtual machine and its options. */
    String settings() throws IOException {
        return parts.get(RELAY).get(0).javaOptions();
    }

    /** Whether the relay has exactly those links that it shall have. */
    boolean hasItsLinks() throws IOException {
        try {
            return relay.command("status", "--json").contains("\"links\":" + LINKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    double relayResidentMegabytes() throws IOException {
        return parts.get(RELAY).get(0).residentMegabytes();
    }

    /** The content id, asked for until the source has hashed it. */
    String find(Path file) throws IOException, InterruptedException {
        String word = file.getFileName().toString().replaceFirst("\\..*", "");
        for (int i = 0; i < MAX_SEARCHES; i++) {
            Matcher hit = HIT.matcher(sink.command("search", word, "--wait", "1s", "--json"));
            if (hit.find()) {
                return hit.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IOException("nobody has " + file.getFileName());
    }

    /** Fetches a file that was not fetched before, over the relay. */
    Transfer fetch(String id, Path file) throws IOException, InterruptedException {
        Path fetched = scratch.resolve("fetched");
        Clockwork clockwork = Clockwork.start(parts);
        String said = sink.command("get", id, "-o", fetched.toString());
        Transfer transfer = clockwork.stop(Files.size(file), Map.of());
        if (Files.mismatch(fetched, file) >= 0) {
            throw new IOException("not what was shared: " + said);
        }
        Files.delete(fetched);
        return transfer;
    }

    @Override
    public void close() throws IOException {
        for (List<Tree> part : parts.values()) {
            for (Tree tree : part) {
                tree.close();
            }
        }
    }
}
