package org.myrmex.itests.benchmark;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.myrmex.itests.benchmark.RelayFigures.Kind;

/**
 * What a file over three relays costs each part of the path, and how quick it is, beside rivals that do less (nginx: no
 * anonymity, no routing) or the same (Tor). Chains take turns, so that what else the machine does hits them alike.
 */
final class RelayBenchmark {
    private static final int FIRST_BYTES_PER_ROUND = 3;
    /** How much of one file is read by first bytes, and a place far away from what was read ahead. */
    private static final int SMALL_MIB = 16;

    private static final long STEP = 5L << 20;

    private final Path distribution;
    private final Path scratch;
    private final int mebibytes;
    private final int rounds;
    private final int warmUps;
    private final Set<String> rivals;
    private final PrintStream out;
    private final Map<String, RelayFigures> figures = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private boolean line;

    /** @param warmUps transfers before the first one that counts: Java compiles what it finds to be run often */
    record Size(int mebibytes, int rounds, int warmUps) {}

    RelayBenchmark(Path distribution, Path scratch, Size size, Set<String> rivals, PrintStream out) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.mebibytes = size.mebibytes();
        this.rounds = size.rounds();
        this.warmUps = size.warmUps();
        this.rivals = rivals;
        this.out = out;
    }

    /**
     * Arguments: the distribution's folder, one for what is made on the way, MiB of a file, rounds, warm-up transfers, and
     * the rivals: {@code nginx}, {@code tor}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of(arguments[1]), "relays");
        try {
            Size size = new Size(
                    Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            Set<String> rivals = Set.copyOf(List.of(arguments).subList(5, arguments.length));
            new RelayBenchmark(Path.of(arguments[0]), scratch, size, rivals, out).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Measures everything and prints the tables; what was measured, by the chains' names. */
    Map<String, RelayFigures> run() throws IOException, InterruptedException {
        double load = Machine.load();
        Path shared = Files.createDirectory(scratch.resolve("shared"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < warmUps + rounds; i++) {
            files.add(random(shared, "transfer" + (char) ('a' + i), mebibytes));
        }
        List<Path> small = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            small.add(random(shared, "glance" + (char) ('a' + i), SMALL_MIB));
        }
        List<Chain> chains = new ArrayList<>();
        try {
            MyrmexChain own = MyrmexChain.start(distribution, shared, folder("own"));
            chains.add(own);
            addRivals(chains, shared, small.get(0));
            for (Chain chain : chains) {
                figures.put(chain.name(), new RelayFigures());
                settings.add(chain.name() + ": " + chain.settings());
            }
            for (int i = 0; i < warmUps; i++) {
                own.fetch(files.get(i));
            }
            for (int i = 0; i < rounds; i++) {
                for (Chain chain : chains) {
                    measure(chain, files.get(warmUps + i), small.get(i));
                }
            }
            for (Chain chain : chains) {
                memory(chain);
            }
            line = own.isLine();
        } finally {
            for (Chain chain : chains) {
                chain.close();
            }
        }
        print(load);
        return figures;
    }

    /** Whether the peers stood in a line to the end. */
    boolean wasLine() {
        return line;
    }

    private void addRivals(List<Chain> chains, Path shared, Path probe) throws IOException, InterruptedException {
        if (!rivals.isEmpty() && (lacks("nginx", "openssl", "curl") || !Files.exists(Nginx.STREAM))) {
            settings.add("nginx, Tor: skipped; apt-get install nginx libnginx-mod-stream openssl curl");
            return;
        }
        if (rivals.contains("nginx")) {
            NginxChain nginx = NginxChain.start(shared, folder("nginx"));
            chains.add(nginx);
            chains.add(nginx.toNothing());
        }
        if (rivals.contains("tor")) {
            if (lacks("tor", "tor-gencert")) {
                settings.add("Tor: skipped; apt-get install tor");
            } else {
                chains.add(TorChain.start(shared, probe, folder("tor")));
            }
        }
    }

    private static boolean lacks(String... programs) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(programs).anyMatch(program -> folders.stream()
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(scratch.resolve(name));
    }

    private void measure(Chain chain, Path file, Path small) throws IOException, InterruptedException {
        RelayFigures of = figures.get(chain.name());
        of.add(chain.fetch(file));
        of.add(Kind.FIRST_BYTE_OF_NEW, chain.firstByteMillis(small, 0));
        for (int i = 1; i <= FIRST_BYTES_PER_ROUND; i++) {
            of.add(Kind.FIRST_BYTE, chain.firstByteMillis(small, i * STEP));
        }
    }

    private void memory(Chain chain) throws IOException {
        Map<String, Kind> kinds =
                Map.of(Chain.SOURCE, Kind.SOURCE_RSS, Chain.RELAYS, Kind.RELAY_RSS, Chain.SINK, Kind.SINK_RSS);
        for (Map.Entry<String, List<Tree>> part : chain.parts().entrySet()) {
            for (Tree tree : part.getValue()) {
                figures.get(chain.name()).add(kinds.get(part.getKey()), tree.residentMegabytes());
            }
        }
    }

    private static Path random(Path folder, String name, int mebibytes) throws IOException {
        SplittableRandom random = new SplittableRandom();
        byte[] block = new byte[1 << 20];
        Path file = folder.resolve(name + ".bin");
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file), block.length)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                to.write(block);
            }
        }
        return file;
    }

    private void print(double load) throws IOException {
        out.printf(
                Locale.ROOT,
                "%s, %d rounds of %d MiB after %d for warming up, median (least–most)%n",
                LocalDate.now(ZoneOffset.UTC),
                rounds,
                mebibytes,
                warmUps);
        out.printf("machine: %s%njava: %s%n", Machine.description(), Machine.java());
        out.printf(Locale.ROOT, "load average: %.1f before, %.1f after%n", load, Machine.load());
        settings.forEach(out::println);
        out.println();
        RelayTable table = new RelayTable(figures);
        table.lines().forEach(out::println);
        out.println();
        table.threadLines().forEach(out::println);
    }
}
