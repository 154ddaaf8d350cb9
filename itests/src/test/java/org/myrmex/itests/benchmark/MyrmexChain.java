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

/** Five peers in a line, by the start script that people use: the first shares, the last fetches, the others only relay. */
final class MyrmexChain implements Chain {
    private static final Pattern INVITE = Pattern.compile("^invite .*(tls://\\S+)$", Pattern.MULTILINE);
    private static final Pattern HIT = Pattern.compile("\"id\":\"([0-9a-f]{64})\"");
    private static final Pattern LINKS = Pattern.compile("\"links\":([0-9]+)");
    private static final int MAX_SEARCHES = 60;
    private static final int FIRST_BYTES = 16 * 1024;

    private final Path distribution;
    private final Path scratch;
    private final Map<String, List<Tree>> parts = new LinkedHashMap<>();
    private final List<Path> homes = new ArrayList<>();
    private final Path fetched;
    private PeerDoor sink;

    private MyrmexChain(Path distribution, Path scratch) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.fetched = scratch.resolve("fetched");
        parts.put(SOURCE, new ArrayList<>());
        parts.put(RELAYS, new ArrayList<>());
        parts.put(SINK, new ArrayList<>());
    }

    static MyrmexChain start(Path distribution, Path shared, Path scratch) throws IOException, InterruptedException {
        MyrmexChain chain = new MyrmexChain(distribution, scratch);
        try {
            String invite = chain.up(RELAYS, List.of("--feature", "relay"));
            chain.up(SOURCE, List.of("--peer", invite, "--share", shared.toString()));
            for (int i = 1; i < RELAY_COUNT; i++) {
                invite = chain.up(RELAYS, List.of("--feature", "relay", "--peer", invite));
            }
            chain.up(SINK, List.of("--peer", invite));
            chain.sink = new PeerDoor(chain.homes.get(chain.homes.size() - 1), scratch);
            return chain;
        } catch (IOException | InterruptedException e) {
            chain.close();
            throw e;
        }
    }

    /** Starts a peer; where others can dial it. */
    private String up(String part, List<String> options) throws IOException, InterruptedException {
        Path home = scratch.resolve("home" + homes.size());
        homes.add(home);
        GivenNeighbours.to(home);
        Path out = scratch.resolve("peer" + homes.size() + ".out");
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/myrmex").toString(), "up"));
        command.addAll(List.of("--home", home.toString(), "--http", "0", "--listen", "127.0.0.1:0"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Tree tree = new Tree(builder.start());
        parts.get(part).add(tree);
        Poll.secondsUntil(System.nanoTime(), "invite line", tree::isAlive, () -> INVITE.matcher(Files.readString(out))
                .find());
        Matcher invite = INVITE.matcher(Files.readString(out));
        invite.find();
        return invite.group(1);
    }

    @Override
    public String name() {
        return "Myrmex";
    }

    @Override
    public String settings() throws IOException {
        return "bin/myrmex up, " + parts.get(RELAYS).get(0).javaOptions();
    }

    @Override
    public Map<String, List<Tree>> parts() {
        return parts;
    }

    /** By the peer's own web server, as the command line does it, but without a virtual machine for each command. */
    @Override
    public Transfer fetch(Path file) throws IOException, InterruptedException {
        String id = find(file);
        Clockwork clockwork = Clockwork.start(parts);
        String said = sink.command("get", id, "-o", fetched.toString());
        Transfer transfer = clockwork.stop(Files.size(file), Map.of());
        if (Files.size(fetched) != Files.size(file) || Files.mismatch(fetched, file) >= 0) {
            throw new IOException("not what was shared: " + said);
        }
        Files.delete(fetched);
        return transfer;
    }

    /** Asks until the source has hashed it. */
    private String find(Path file) throws IOException, InterruptedException {
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

    @Override
    public double firstByteMillis(Path file, long offset) throws IOException, InterruptedException {
        return sink.firstByteMillis(
                "/dav/network/content/" + find(file) + "/" + file.getFileName(), offset, FIRST_BYTES);
    }

    /** Whether the peers still stand in a line: a shorter way would be another benchmark. */
    boolean isLine() throws IOException, InterruptedException {
        List<String> links = new ArrayList<>();
        for (Path home : homes) {
            links.add(number(home, LINKS));
        }
        return links.equals(List.of("2", "1", "2", "2", "1"));
    }

    private String number(Path home, Pattern pattern) throws IOException, InterruptedException {
        Matcher matcher = pattern.matcher(new PeerDoor(home, scratch).command("status", "--json"));
        return matcher.find() ? matcher.group(1) : "0";
    }
}
