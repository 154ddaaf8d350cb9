package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.itests.benchmark.FloodFigures.Kind;
import org.myrmex.itests.siege.Siege;
import org.myrmex.itests.siege.Strength;

/**
 * What a flood against a relay takes from a transfer that the relay carries: transfers in pairs, one in peace and one under
 * siege, whichever comes first by turns. The offenders run in this process, on the same processors.
 */
final class FloodBenchmark {
    private static final int WARM_UPS = 6;
    /** So long the siege goes on before a transfer begins: every place at the door is taken by then. */
    private static final long SETTLE_SECONDS = 3;

    private final Path distribution;
    private final Path scratch;
    private final int mebibytes;
    private final int pairs;
    private final int warmUps;
    private final Strength strength;
    private final PrintStream out;
    private final FloodFigures figures = new FloodFigures();

    /**
     * How much is done.
     *
     * @param warmUps transfers before the first that counts, half of them under siege: handshakes are compiled, too, once
     *     they run often, here and in the relay
     */
    record Size(int mebibytes, int pairs, int warmUps) {}

    FloodBenchmark(Path distribution, Path scratch, Size size, Strength strength, PrintStream out) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.mebibytes = size.mebibytes();
        this.pairs = size.pairs();
        this.warmUps = size.warmUps();
        this.strength = strength;
        this.out = out;
    }

    /** Arguments: the distribution's folder, one for what is made on the way, pairs, MiB of a file. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of(arguments[1]), "flood");
        try {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            int pairs = Integer.parseInt(arguments[2]);
            int mebibytes = Integer.parseInt(arguments[3]);
            Size size = new Size(mebibytes, pairs, WARM_UPS);
            new FloodBenchmark(Path.of(arguments[0]), scratch, size, Strength.FULL, out).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Measures and prints the table. */
    FloodFigures run() throws IOException, InterruptedException {
        double load = Machine.load();
        Path shared = Files.createDirectory(scratch.resolve("shared"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < warmUps + 2 * pairs; i++) {
            files.add(random(shared, "transfer" + (char) ('a' + i)));
        }
        String settings;
        try (SiegeGroup group = SiegeGroup.start(distribution, shared, scratch)) {
            settings = group.settings();
            warmUp(group, files.subList(0, warmUps / 2));
            try (Siege siege = Siege.begin(PeerAddress.parse(group.invite()), strength)) {
                warmUp(group, files.subList(warmUps / 2, warmUps));
                Poll.secondsUntil(
                        System.nanoTime(),
                        "siege that is old",
                        () -> true,
                        () -> siege.thrownOut() > warmUps * strength.all());
            }
            for (int i = 0; i < pairs; i++) {
                pair(group, files.subList(warmUps + 2 * i, warmUps + 2 * i + 2), i % 2 == 0);
            }
            if (!group.hasItsLinks()) {
                throw new IOException("the relay lost a link");
            }
        }
        out.printf(
                Locale.ROOT,
                "%s, %d pairs of %d MiB after %d for warming up, median (least–most)%n",
                LocalDate.now(ZoneOffset.UTC),
                pairs,
                mebibytes,
                warmUps);
        out.printf("machine: %s%njava: %s, %s%n", Machine.description(), Machine.java(), settings);
        out.printf(Locale.ROOT, "load average: %.1f before, %.1f after%n%n", load, Machine.load());
        figures.lines().forEach(out::println);
        return figures;
    }

    private static void warmUp(SiegeGroup group, List<Path> files) throws IOException, InterruptedException {
        for (Path file : files) {
            group.fetch(group.find(file), file);
        }
    }

    private void pair(SiegeGroup group, List<Path> files, boolean peaceFirst) throws IOException, InterruptedException {
        double inPeace = peaceFirst ? inPeace(group, files.get(0)) : 0;
        double underSiege = underSiege(group, files.get(1));
        if (!peaceFirst) {
            inPeace = inPeace(group, files.get(0));
        }
        figures.add(Kind.RATIO, underSiege / inPeace);
    }

    private double inPeace(SiegeGroup group, Path file) throws IOException, InterruptedException {
        Transfer transfer = group.fetch(group.find(file), file);
        figures.add(Kind.PEACE_SPEED, transfer.megabytesPerSecond());
        figures.add(Kind.PEACE_CPU, relayCpu(transfer));
        figures.add(Kind.PEACE_RSS, group.relayResidentMegabytes());
        return transfer.megabytesPerSecond();
    }

    private static double relayCpu(Transfer transfer) {
        return transfer.cpuSeconds().get(SiegeGroup.RELAY) / transfer.gigabytes();
    }

    private double underSiege(SiegeGroup group, Path file) throws IOException, InterruptedException {
        String id = group.find(file);
        try (Siege siege = Siege.begin(PeerAddress.parse(group.invite()), strength)) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            double cpu = ownCpuSeconds();
            int thrownOut = siege.thrownOut();
            Transfer transfer = group.fetch(id, file);
            figures.add(Kind.OFFENDERS_CPU, (ownCpuSeconds() - cpu) / transfer.seconds());
            figures.add(Kind.THROWN_OUT, (siege.thrownOut() - thrownOut) / transfer.seconds());
            figures.add(Kind.SIEGE_SPEED, transfer.megabytesPerSecond());
            figures.add(Kind.SIEGE_CPU, relayCpu(transfer));
            figures.add(Kind.SIEGE_RSS, group.relayResidentMegabytes());
            double handshakes = transfer.threadSeconds().get(SiegeGroup.RELAY).getOrDefault("myrmex-tls-hand", 0.0);
            figures.add(Kind.HANDSHAKES_CPU, handshakes / transfer.seconds());
            return transfer.megabytesPerSecond();
        }
    }

    private static double ownCpuSeconds() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e9;
    }

    private Path random(Path folder, String name) throws IOException {
        SplittableRandom random = new SplittableRandom();
        byte[] block = new byte[1 << 20];
        Path file = folder.resolve(name + ".bin");
        try (var to = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                to.write(block);
            }
        }
        return file;
    }
}
