package org.myrmex.itests.benchmark;

import java.io.File;
import java.io.IOException;
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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Our network drive beside other WebDAV servers, each with files of its own that are the same. Servers take turns, job by job, so
 * that what else the machine does hits them alike.
 */
final class DavBenchmark {
    private static final int FILES = 1_000;
    private static final int SMALL_BYTES = 4_096;
    private static final int CLIENTS = 8;

    private final Path distribution;
    private final Path scratch;
    private final Optional<Path> tomcat;
    private final Size size;
    private final PrintStream out;
    private final DavLoad load;
    private final Map<String, DavFigures> figures = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();

    /**
     * How much is done.
     *
     * @param warmUpSeconds of each load, before the first that counts: Java compiles what it finds to be run often
     * @param seconds of each load
     * @param crowd files of the folder that is listed at last
     */
    record Size(int rounds, int warmUpSeconds, int seconds, int mebibytes, int locks, int crowd) {}

    /** @param tomcat folder of its jars */
    DavBenchmark(Path distribution, Path scratch, Optional<Path> tomcat, Size size, PrintStream out) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.tomcat = tomcat;
        this.size = size;
        this.out = out;
        this.load = new DavLoad(scratch);
    }

    /**
     * Arguments: the distribution's folder, one for what is made on the way, the one with Tomcat's jars, rounds, seconds of a load,
     * MiB of the big file.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of(arguments[1]), "dav");
        try {
            int seconds = Integer.parseInt(arguments[4]);
            Size size = new Size(
                    Integer.parseInt(arguments[3]),
                    3 * seconds,
                    seconds,
                    Integer.parseInt(arguments[5]),
                    5_000,
                    50_000);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            new DavBenchmark(Path.of(arguments[0]), scratch, Optional.of(Path.of(arguments[2])), size, out).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Measures everything and prints the tables; what was measured, by the servers' names. */
    Map<String, DavFigures> run() throws IOException, InterruptedException {
        double before = Machine.load();
        Folders.openToAll(scratch);
        Path big = big();
        List<DavSubject> servers = new ArrayList<>();
        try {
            start(servers, big);
            for (DavSubject server : servers) {
                figures.put(server.name(), new DavFigures());
                settings.add(server.name() + ": " + server.settings());
                warmUp(server);
            }
            for (int round = 0; round < size.rounds(); round++) {
                for (DavSubject server : servers) {
                    measure(server, big, round);
                }
            }
            for (int round = 0; round < size.rounds(); round++) {
                for (DavSubject server : servers) {
                    lock(server, round);
                }
            }
            for (DavSubject server : servers) {
                settings.add(String.format(
                        Locale.ROOT,
                        "%s at the end: %.0f MB resident",
                        server.name(),
                        server.tree().residentMegabytes()));
            }
        } finally {
            for (DavSubject server : servers) {
                server.tree().close();
            }
        }
        Files.delete(big);
        print(before);
        DavCrowd crowd = new DavCrowd(
                distribution, Files.createDirectory(scratch.resolve("crowd")), size.crowd(), size.seconds());
        out.println();
        crowd.run().forEach(out::println);
        return figures;
    }

    private void start(List<DavSubject> servers, Path big) throws IOException, InterruptedException {
        servers.add(MyrmexDav.start(distribution, folder("myrmex"), files("myrmex", big)));
        if (lacks("apache2") || !Files.isDirectory(ApacheDav.MODULES)) {
            settings.add("Apache: skipped; apt-get install apache2-bin");
        } else {
            servers.add(ApacheDav.start(folder("apache"), files("apache", big)));
        }
        if (tomcat.isEmpty()) {
            settings.add("Tomcat: skipped");
        } else {
            servers.add(TomcatDav.start(folder("tomcat"), files("tomcat", big), tomcat.get()));
        }
        if (lacks("nginx") || !Files.exists(Nginx.DAV)) {
            settings.add("nginx: skipped; apt-get install nginx libnginx-mod-http-dav-ext");
        } else {
            Path folder = folder("nginx");
            Path files = files("nginx", big);
            int port = Ports.free();
            servers.add(new DavSubject(
                    "nginx",
                    "dav-ext of Debian, a worker for each processor; its PROPFIND knows neither ETags nor types",
                    "http://127.0.0.1:" + port,
                    Optional.empty(),
                    files,
                    Nginx.dav(folder, files, port)));
        }
    }

    private static boolean lacks(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(scratch.resolve(name));
    }

    private Path files(String name, Path big) throws IOException {
        Path files = Files.createDirectories(folder(name).resolve("files"));
        Path many = Files.createDirectory(files.resolve("many"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(many.resolve("file" + i + ".txt"), "This is file " + i + "\n");
        }
        Files.write(files.resolve("small"), new byte[SMALL_BYTES]);
        Files.createLink(files.resolve("big"), big);
        return files;
    }

    private Path big() throws IOException {
        Path file = scratch.resolve("big");
        SplittableRandom random = new SplittableRandom();
        byte[] block = new byte[1 << 20];
        try (var to = Files.newOutputStream(file)) {
            for (int i = 0; i < size.mebibytes(); i++) {
                random.nextBytes(block);
                to.write(block);
            }
        }
        return file;
    }

    private void warmUp(DavSubject server) throws IOException, InterruptedException {
        load.propfind(server, "/many/", CLIENTS, size.warmUpSeconds());
        load.get(server, "/small", CLIENTS, size.warmUpSeconds());
        DavCurl curl = new DavCurl(server);
        curl.get("/big");
        curl.put("/put", server.files().resolve("big"));
        curl.delete("/put");
    }

    private void measure(DavSubject server, Path big, int round) throws IOException, InterruptedException {
        measure(server, DavJob.PROPFIND_BY_1, () -> load.propfind(server, "/many/", 1, size.seconds()));
        measure(server, DavJob.PROPFIND_BY_8, () -> load.propfind(server, "/many/", CLIENTS, size.seconds()));
        measure(server, DavJob.GET_BY_8, () -> load.get(server, "/small", CLIENTS, size.seconds()));
        DavCurl curl = new DavCurl(server);
        double megabytes = Files.size(big) / 1e6;
        double before = server.tree().cpuSeconds();
        double seconds = curl.get("/big");
        double between = server.tree().cpuSeconds();
        figures.get(server.name()).add(DavJob.GET_BIG, megabytes / seconds, (between - before) * 1e3);
        String name = "/put" + round;
        seconds = curl.put(name, big);
        double after = server.tree().cpuSeconds();
        figures.get(server.name()).add(DavJob.PUT_BIG, megabytes / seconds, (after - between) * 1e3);
        if (round == 0 && Files.mismatch(server.files().resolve(name.substring(1)), big) >= 0) {
            throw new IOException(server.name() + " has not kept what was put");
        }
        curl.delete(name);
    }

    private void measure(DavSubject server, DavJob job, Work work) throws IOException, InterruptedException {
        double before = server.tree().cpuSeconds();
        DavLoad.Result result = work.run();
        double cpu = server.tree().cpuSeconds() - before;
        figures.get(server.name()).add(job, result.perSecond(), cpu * 1e3 / result.requests());
    }

    private void lock(DavSubject server, int round) throws IOException, InterruptedException {
        Optional<DavLocks.Result> locked = new DavLocks(server, scratch, size.locks()).run(round);
        if (locked.isPresent()) {
            DavFigures of = figures.get(server.name());
            of.add(DavJob.LOCK, locked.get().seconds(), locked.get().cpuSeconds() * 1e3 / size.locks());
            of.add(DavJob.PROPFIND_OF_LOCKED, locked.get().listedBytes() / 1e6, 0);
        }
    }

    private void print(double before) throws IOException {
        out.printf(
                Locale.ROOT,
                "%s, %d rounds of %d s a load, a file of %d MiB, %d locks, median (least–most)%n",
                LocalDate.now(ZoneOffset.UTC),
                size.rounds(),
                size.seconds(),
                size.mebibytes(),
                size.locks());
        out.printf("machine: %s%njava: %s%n", Machine.description(), Machine.java());
        out.printf(Locale.ROOT, "load average: %.1f before, %.1f after%n", before, Machine.load());
        settings.forEach(out::println);
        out.println();
        DavTable table = new DavTable(figures);
        table.lines().forEach(out::println);
        out.println();
        table.costLines().forEach(out::println);
    }

    /** A load that is measured. */
    private interface Work {
        DavLoad.Result run() throws IOException, InterruptedException;
    }
}
