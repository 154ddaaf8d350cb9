package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.itests.GivenNeighbours;

/** A peer and others that are linked to it alone; nobody asks anything of them. */
final class IdleGroup implements AutoCloseable {
    private static final Pattern INVITATION = Pattern.compile("tls://\\S+#[a-z2-7]{52}");
    private static final int LIMIT_SECONDS = 90;

    private final Path distribution;
    private final Path scratch;
    private final String network;
    private final int links;
    private final String meshConfiguration;
    private final List<Tree> started = new ArrayList<>();

    /**
     * A group that is not started yet.
     *
     * @param network the first three bytes of their addresses
     * @param links how many others there are
     * @param meshConfiguration what stands in {@code conf/org.myrmex.mesh.json}
     */
    IdleGroup(Path distribution, Path scratch, String network, int links, String meshConfiguration) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.network = network;
        this.links = links;
        this.meshConfiguration = meshConfiguration;
    }

    /** Starts all; returns what the links carried until each of them was up. */
    Map<String, LinkTraffic> start() throws IOException, InterruptedException {
        String invitation = invitation(start(1, ""));
        // at once: whether they are there is seen by the links
        for (int i = 2; i <= links + 1; i++) {
            start(i, invitation);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Map<String, LinkTraffic> up = links();
        while (up.size() < links) {
            if (System.nanoTime() > end) {
                throw new IOException("only " + up.size() + " of " + links + " links are up");
            }
            TimeUnit.MILLISECONDS.sleep(100);
            up = links();
        }
        return up;
    }

    /** Returns what it prints. */
    private Path start(int number, String neighbour) throws IOException {
        Path own = Files.createDirectories(scratch.resolve("peer" + number));
        Path home = own.resolve("home");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/org.myrmex.mesh.json"), meshConfiguration);
        GivenNeighbours.to(home);
        List<String> command = new ArrayList<>(List.of(
                distribution.resolve("bin/myrmex").toAbsolutePath().toString(),
                "up",
                "--home",
                home.toString(),
                "--http",
                "0",
                "--listen",
                network + "." + number + ":0"));
        if (!neighbour.isEmpty()) {
            command.addAll(List.of("--peer", neighbour));
        }
        Path out = own.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MYRMEX_JAVA_OPTS");
        builder.environment().remove("MYRMEX_HOME");
        started.add(new Tree(builder.start()));
        return out;
    }

    private String invitation(Path out) throws IOException, InterruptedException {
        Poll.secondsUntil(System.nanoTime(), "invitation", started.get(0)::isAlive, () -> INVITATION
                .matcher(Files.readString(out))
                .find());
        Matcher invitation = INVITATION.matcher(Files.readString(out));
        return invitation.find() ? invitation.group() : "";
    }

    /** The connections of the peer in the middle. */
    Map<String, LinkTraffic> links() throws IOException, InterruptedException {
        return LinkTraffic.of(network + ".1");
    }

    /** Of the peer in the middle. */
    double cpuSeconds() throws IOException {
        return started.get(0).cpuSeconds();
    }

    @Override
    public void close() throws IOException {
        for (Tree tree : started) {
            tree.close();
        }
    }
}
