package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the process of a peer holds, in numbers; garbage is collected first. */
record Holding(long threads, long classLoaders, long services, long bundles, long files, long heapBytes) {
    private static final long LIMIT_SECONDS = 60;
    private static final Pattern THREAD = Pattern.compile("^\"([^\"]+)\" #\\d+ ", Pattern.MULTILINE);
    private static final Pattern LOADER = Pattern.compile("^0x\\S+ +0x\\S+ +0x\\S+ .* (\\S+)$", Pattern.MULTILINE);
    private static final Pattern HEAP = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    /** @param api of a peer in which the plugin {@link LeakPlugin#buildCensus} runs */
    static Holding of(TestPeer peer, PeerApi api) throws IOException, InterruptedException {
        String census = api.command("census");
        // Finalizers and cleaners run after a first collection; what they held goes with a second.
        jcmd(peer, "GC.run");
        jcmd(peer, "GC.run_finalization");
        jcmd(peer, "GC.run");
        long loaders = loaders(jcmd(peer, "VM.classloader_stats"));
        long heap = heapBytes(peer);
        return new Holding(
                threads(jcmd(peer, "Thread.print")),
                loaders,
                number(Pattern.compile("services (\\d+)"), census),
                number(Pattern.compile("bundles (\\d+)"), census),
                files(peer.pid()),
                heap);
    }

    /** What lives on the heap of a peer. */
    static long heapBytes(TestPeer peer) throws IOException, InterruptedException {
        return number(HEAP, jcmd(peer, "GC.class_histogram"));
    }

    /** Without those that Java 17 makes for a method of its own that was reflected upon for the 15th time. */
    private static long loaders(String statistics) {
        return LOADER.matcher(statistics)
                .results()
                .filter(found -> !found.group(1).endsWith(".DelegatingClassLoader"))
                .count();
    }

    /** Without the compilers' threads, which come and go with the load. */
    private static long threads(String dump) {
        return THREAD.matcher(dump)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.contains("CompilerThread"))
                .count();
    }

    private static long files(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.count();
        }
    }

    static String jcmd(TestPeer peer, String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(peer.scratch(), "jcmd", ".txt");
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(peer.pid()), command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("jcmd " + command + ": " + Files.readString(out));
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }
}
