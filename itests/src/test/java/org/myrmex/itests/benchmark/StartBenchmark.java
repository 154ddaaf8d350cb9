package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.itests.benchmark.Figures.Kind;

/**
 * How long a start takes, what it costs, how much memory and disk, and how soon a dropped jar answers; subjects take
 * turns, so that what else the machine does hits them alike.
 */
final class StartBenchmark {
    private static final long SETTLE_SECONDS = 5;
    private static final int DROPS_PER_ROUND = 2;

    private final Path scratch;
    private final int rounds;
    private final MyrmexSubject own;
    private final Optional<KarafSubject> rival;
    private final PrintStream out;
    private final List<String> options = new ArrayList<>();

    StartBenchmark(Path distribution, Optional<Path> karaf, Path scratch, int rounds, PrintStream out)
            throws IOException, InterruptedException {
        this.scratch = scratch;
        this.rounds = rounds;
        this.own = new MyrmexSubject(distribution, Files.createDirectories(scratch.resolve("own")));
        this.rival = karaf.isEmpty()
                ? Optional.empty()
                : Optional.of(KarafSubject.unpack(karaf.get(), Files.createDirectories(scratch.resolve("rival"))));
        this.out = out;
    }

    /** Arguments: the distribution's folder, one for what is made on the way, rounds, and perhaps Karaf's archive. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of(arguments[1]), "start");
        try {
            Optional<Path> karaf = arguments.length > 3 ? Optional.of(Path.of(arguments[3])) : Optional.empty();
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            new StartBenchmark(Path.of(arguments[0]), karaf, scratch, Integer.parseInt(arguments[2]), out).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Measures everything and prints the table; what was measured. */
    Figures run() throws IOException, InterruptedException {
        double load = Machine.load();
        Path jars = Files.createDirectories(scratch.resolve("jars"));
        List<Path> servlets = new ArrayList<>();
        List<Path> activators = new ArrayList<>();
        for (int i = 0; i < DROPS_PER_ROUND; i++) {
            servlets.add(DropIns.servlet(jars, "servlet" + i));
            activators.add(DropIns.activator(jars, "activator" + i));
        }
        for (int round = 0; round < rounds; round++) {
            measure(own, servlets, "servlet");
            if (rival.isPresent()) {
                measure(rival.get(), activators, "activator");
            }
        }
        out.printf(Locale.ROOT, "%s, %d rounds, median (least–most)%n", LocalDate.now(ZoneOffset.UTC), rounds);
        out.printf("machine: %s%njava: %s%n", Machine.description(), Machine.java());
        out.printf(Locale.ROOT, "load average: %.1f before, %.1f after%n", load, Machine.load());
        options.stream().distinct().forEach(out::println);
        out.println();
        new StartTable(own, rival).lines().forEach(out::println);
        return own.figures();
    }

    /** A first start, then one as on every other day, with what only a running program shows. */
    private void measure(Subject subject, List<Path> jars, String name) throws IOException, InterruptedException {
        Figures figures = subject.figures();
        try (Subject.Running running = subject.start(true)) {
            figures.add(Kind.FIRST_START_SECONDS, running.startSeconds());
            figures.add(Kind.FIRST_START_CPU_SECONDS, running.startCpuSeconds());
        }
        try (Subject.Running running = subject.start(false)) {
            figures.add(Kind.START_SECONDS, running.startSeconds());
            figures.add(Kind.START_CPU_SECONDS, running.startCpuSeconds());
            options.add(subject.name() + ": " + running.tree().javaOptions());
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            figures.add(Kind.RSS_MB, running.tree().residentMegabytes());
            for (int i = 0; i < jars.size(); i++) {
                running.dropIn(jars.get(i), name + i).ifPresent(seconds -> figures.add(Kind.DROP_IN_SECONDS, seconds));
            }
        }
        if (figures.all(Kind.ARCHIVE_MB).isEmpty()) {
            figures.add(Kind.ARCHIVE_MB, subject.archiveBytes() / 1e6);
        }
    }
}
