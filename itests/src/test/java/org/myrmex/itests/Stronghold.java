package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.myrmex.itests.Talk.Heard;

/**
 * A peer whose home and share lie on a small disk, and what is looked at while somebody sends it hostile requests: the disk, what lies
 * beside it, the process' memory, its log, and whether it serves the next one as ever.
 */
final class Stronghold {
    /** Stands in paths and bodies of hostile requests, and so must not stand in the log. */
    static final String MARK = "quaggaword";
    /** What the files hold that nobody may read or change. */
    static final String SECRET = "canary-ief7Ohng";
    /** Of the share. */
    static final String HERE = "/dav/shares/music/";

    static final String KNOWN = "what was here before\n";

    /** For an answer that is to come at once; the machine is noisy. */
    static final long SOON_MILLIS = 8_000;

    private static final int MAX_RESIDENT_MEBIBYTES = 480;
    private static final int MAX_LIVE_MEBIBYTES = 96;
    /** Of the peer's own: its log, its store. */
    private static final long OWN_GROWTH_BYTES = 8L << 20;

    final Path share;
    final Path outside;
    final SmallDisk disk;
    final TestPeer peer;
    final URI base;
    final String bearer;
    /** For programs of others. */
    final Path tools;

    private final Path folder;
    private final List<String> ledger = new ArrayList<>();
    private final SortedSet<String> answers = new TreeSet<>();

    private Stronghold(String host, Path folder, String... options) throws IOException, InterruptedException {
        this.folder = folder;
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("canary.txt"), SECRET);
        Files.createDirectory(outside.resolve("inner"));
        tools = Files.createDirectory(folder.resolve("tools"));
        disk = new SmallDisk(folder, tools);
        share = Files.createDirectory(disk.root().resolve("music"));
        Files.writeString(share.resolve("known.txt"), KNOWN);
        Files.writeString(Files.createDirectory(share.resolve("folder")).resolve("inner.txt"), "inner\n");
        Files.writeString(disk.root().resolve("beside.txt"), SECRET);
        List<String> all = new ArrayList<>(List.of("--share", share.toString()));
        all.addAll(List.of(options));
        TestPeer started = null;
        try {
            started = TestPeer.start(host, disk.root(), all.toArray(String[]::new));
            base = URI.create(
                    Files.readString(started.home().resolve("run/http")).strip());
            bearer = "Authorization: Bearer "
                    + Files.readString(started.home().resolve("run/token")).strip();
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            if (started != null) {
                started.close();
            }
            disk.close();
            throw e;
        }
        peer = started;
    }

    static Stronghold start(String host, Path folder, String... options) throws IOException, InterruptedException {
        SmallDisk.need();
        return new Stronghold(host, folder, options);
    }

    /** Something hostile, with what is expected of the answers. */
    interface Attack {
        void run() throws Exception;
    }

    /** An attack after which all is as before. */
    DynamicTest withstands(int number, String name, Attack attack) {
        return DynamicTest.dynamicTest(number + " " + name, () -> {
            answers.clear();
            awaitNoUpload();
            SortedMap<String, String> before = files(share);
            SortedMap<String, String> aside = aside();
            long used = disk.usedBytes();
            long logged = log().length();
            long from = System.nanoTime();
            Watch watch = Watch.begin(peer.pid(), disk);
            try {
                attack.run();
            } finally {
                watch.end();
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
            isAsEver();
            awaitNoUpload();
            assertEquals(before, files(share), "what the share holds");
            assertEquals(aside, aside(), "what lies beside the share");
            assertTrue(isBackTo(used), () -> "more on the disk: " + watch + " after " + used);
            assertTrue(watch.maxResidentMebibytes() < MAX_RESIDENT_MEBIBYTES, () -> "memory: " + watch);
            saysNothing(log().substring((int) logged));
            ledger.add(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %.2f | %d |",
                    number,
                    name,
                    String.join(" ", answers),
                    millis / 1_000.0,
                    watch.maxResidentMebibytes()));
        });
    }

    /** That a client has gone is noticed a little later. */
    void awaitNoUpload() throws IOException, InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (files(share).keySet().stream().noneMatch(name -> name.contains(".myrmex-"))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("what was uploaded stays: " + files(share).keySet());
    }

    /** Within ten seconds: what a client that has gone was reading, and is deleted, is let go a little later. */
    private boolean isBackTo(long usedBytes) throws IOException, InterruptedException {
        for (int i = 0; i < 1_000 && disk.usedBytes() - usedBytes >= OWN_GROWTH_BYTES; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return disk.usedBytes() - usedBytes < OWN_GROWTH_BYTES;
    }

    /** The next ordinary requests. */
    void isAsEver() throws IOException, InterruptedException {
        Heard got = ask("GET", HERE + "known.txt");
        assertEquals(200, got.status(), got.text());
        assertEquals(KNOWN, got.body());
        Heard listed = ask("PROPFIND", HERE, "Depth: 1");
        assertEquals(207, listed.status(), listed.text());
        assertTrue(listed.body().contains("<D:href>" + HERE + "known.txt</D:href>"), listed.text());
        assertTrue(listed.body().endsWith("</D:multistatus>\n"), listed.text());
    }

    /** Neither a path nor anything of a body; and the machine did not run out of anything. */
    private void saysNothing(String lines) {
        String small = lines.toLowerCase(Locale.ROOT);
        for (String word : List.of(MARK, SECRET, "/dav/", "music", "known.txt", "outofmemory", "stackoverflow")) {
            assertFalse(small.contains(word.toLowerCase(Locale.ROOT)), () -> word + " is logged: " + lines);
        }
    }

    String log() throws IOException {
        return Files.readString(peer.home().resolve("logs/myrmex.log")) + peer.printed();
    }

    /** Everything outside of the share that an attack could want, but what the peer writes itself. */
    private SortedMap<String, String> aside() throws IOException {
        SortedMap<String, String> all = files(outside);
        try (Stream<Path> names = Files.list(folder)) {
            names.forEach(name -> all.put("beside the disk: " + name.getFileName(), ""));
        }
        try (Stream<Path> names = Files.list(disk.root())) {
            names.forEach(name -> all.put("on the disk: " + name.getFileName(), ""));
        }
        all.put("beside.txt", Files.readString(disk.root().resolve("beside.txt")));
        for (String own : List.of("conf", "plugins", "run", "downloads", "data/org.myrmex.http")) {
            files(peer.home().resolve(own)).forEach((name, hash) -> all.put("home: " + own + "/" + name, hash));
        }
        return all;
    }

    /** Name to what it is; of files, length and hash too. */
    SortedMap<String, String> files(Path root) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String is = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                                ? Files.size(path) + " " + Bytes.sha256(path)
                                : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "folder" : "other";
                files.put(root.relativize(path).toString(), is);
            }
        } catch (java.io.UncheckedIOException | NoSuchFileException e) {
            // something went in the middle: what is temporary is on its way out
            return files(root);
        }
        return files;
    }

    /** A request by its owner. */
    String request(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\n" + bearer + "\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Sends exactly that, each character a byte. */
    Heard send(String request) throws IOException, InterruptedException {
        return Talk.say(base, SOON_MILLIS, request);
    }

    Heard ask(String method, String target, String... headers) throws IOException, InterruptedException {
        return send(request(method, target, headers));
    }

    /** With a body whose length is stated. */
    Heard tell(String method, String target, byte[] body, String... headers) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Content-Length: " + body.length));
        all.addAll(List.of(headers));
        String head = request(method, target, all.toArray(String[]::new));
        return Talk.say(base, SOON_MILLIS, out -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        });
    }

    Heard tell(String method, String target, String body, String... headers) throws IOException, InterruptedException {
        return tell(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Refused soon: by the client's fault, or for lack of room, or because nobody there knows such a method. */
    Heard refused(Heard heard) {
        note(heard);
        assertTrue(
                (heard.status() >= 400 && heard.status() < 500) || heard.status() == 507 || heard.status() == 501,
                heard.text());
        return quiet(heard);
    }

    /** As {@link #refused}, or told that the place is none of this server. */
    Heard refusedOr502(Heard heard) {
        return heard.status() == 502 ? is(heard, 502) : refused(heard);
    }

    /** One of these, soon. */
    Heard is(Heard heard, int... statuses) {
        note(heard);
        assertTrue(
                IntStream.of(statuses).anyMatch(status -> status == heard.status()),
                () -> "not of " + IntStream.of(statuses).boxed().toList() + ": " + heard.text());
        return quiet(heard);
    }

    private void note(Heard heard) {
        answers.add(heard.status() == 0 ? "closed" : Integer.toString(heard.status()));
    }

    /** An answer holds nothing of what lies outside, and is the whole one. */
    private Heard quiet(Heard heard) {
        assertTrue(heard.ended(), () -> "no whole answer: " + heard.text());
        assertFalse(heard.text().contains(SECRET), heard::text);
        return heard;
    }

    /** Figures of the virtual machine, as monitors see them. */
    double figure(String name) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$")
                .matcher(ask("GET", "/metrics").body());
        assertTrue(line.find(), name);
        return Double.parseDouble(line.group(1));
    }

    /** What is alive of the heap, and that no thread is left in our code. */
    private void isAtRest() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(peer.pid());
        Program.say(tools, java.util.Map.of(), List.of(jcmd, pid, "GC.run"));
        double live = figure("jvm_memory_used_bytes{area=\"heap\"}") / (1 << 20);
        assertTrue(live < MAX_LIVE_MEBIBYTES, "alive: " + live + " MiB");
        String stuck = "";
        for (int i = 0; i < 100; i++) {
            stuck = Stream.of(Program.say(tools, java.util.Map.of(), List.of(jcmd, pid, "Thread.print"))
                            .split("\n\n"))
                    .filter(thread -> thread.contains("org.myrmex.webdav") || thread.contains("org.myrmex.http"))
                    .reduce("", (a, b) -> a + "\n" + b);
            if (stuck.isEmpty()) {
                System.out.printf(Locale.ROOT, "alive at the end: %.0f MiB%n", live);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("a thread is stuck: " + stuck);
    }

    /** Looks at what is left, says what was answered, and ends it. */
    void close() throws IOException, InterruptedException {
        try {
            System.out.println(String.join("\n", ledger));
            isAtRest();
        } finally {
            peer.close();
            peer.exitCode();
            disk.close();
        }
    }
}
