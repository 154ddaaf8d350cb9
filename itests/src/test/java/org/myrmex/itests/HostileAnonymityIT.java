package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.MARK;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/**
 * Inputs 56 to 60 of the list of hostile ones in {@code docs/hostile-requests.md}, as far as one peer alone can show them. What far peers
 * have a part in is tested among several: {@code WebDavNetworkIT}; what leaves a peer at all: {@code LeakIT}.
 */
class HostileAnonymityIT {
    private static final int ASKING_MILLIS = 1_500;
    private static final int LARGE_BYTES = 64 << 20;

    @TempDir
    static Path folder;

    private static Stronghold hold;

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.6", folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> secrets() {
        return Stream.of(
                hold.withstands(56, "what answers tell of the machine", this::machine),
                hold.withstands(57, "search words and names in the log", this::words),
                hold.withstands(58, "looking around in the network's folders", this::lookingAround),
                hold.withstands(59, "a file that shrinks while it is sent", this::shrinking),
                hold.withstands(60, "a client that goes in the middle", this::leaving));
    }

    private void machine() throws Exception {
        String all = "<D:propfind xmlns:D=\"DAV:\"><D:allprop/></D:propfind>";
        List<Heard> answers = new ArrayList<>();
        for (String target :
                List.of("/", "/dav/", "/dav/shares/", HERE, HERE + "known.txt", HERE + "nothing", "/dav/network/")) {
            answers.add(hold.tell("PROPFIND", target, all, "Depth: 1"));
            answers.add(hold.tell("PROPFIND", target, all.replace("allprop", "propname"), "Depth: 0"));
            for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE", "POST", "REPORT", "TRACE")) {
                // the owner's own page tells him which folders he shares
                boolean page = target.equals("/") && (method.equals("GET") || method.equals("HEAD"));
                if (!page && !(method.equals("DELETE") && target.equals(HERE + "known.txt"))) {
                    answers.add(hold.ask(method, target));
                }
            }
        }
        answers.add(hold.tell("LOCK", HERE, "<x"));
        answers.add(hold.ask("PUT", HERE + "x".repeat(300), "Content-Length: 0"));
        answers.add(hold.tell("SEARCH", HERE, "<x"));
        List<String> telltale = List.of(
                hold.share.toString(),
                hold.disk.root().toString(),
                hold.peer.home().toString(),
                System.getProperty("user.home") + "/",
                "/tmp/",
                InetAddress.getLocalHost().getHostName() + ".",
                hold.peer.id(),
                "jetty",
                "felix",
                ".java:",
                "Exception",
                "\nServer:",
                "X-Powered-By");
        for (Heard heard : answers) {
            for (String word : telltale) {
                assertFalse(
                        heard.text().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)),
                        () -> word + ": " + heard.text());
            }
            assertFalse(
                    heard.text().matches("(?s).*\\d\\d:\\d\\d:\\d\\d[.,]\\d.*"),
                    "no time is told more exactly: " + heard.text());
        }
        String inode =
                Files.getAttribute(hold.share.resolve("known.txt"), "unix:ino").toString();
        String tag = hold.ask("GET", HERE + "known.txt").text().replaceFirst("(?s).*ETag: (\"[^\"]*\").*", "$1");
        assertFalse(tag.contains(inode + "-") || tag.contains("-" + inode) || tag.equals("\"" + inode + "\""), tag);
    }

    /** That none of it is in the log is looked at after every attack. */
    private void words() throws Exception {
        String folder = "/dav/network/search/" + MARK + "%20whale/";
        hold.is(hold.ask("PROPFIND", folder, "Depth: 1"), 207, 503);
        hold.is(hold.ask("GET", folder + MARK + ".mkv"), 404);
        hold.is(hold.ask("GET", "/dav/network/search/?words=" + MARK), 303);
        hold.is(hold.ask("MKCOL", "/dav/network/search/" + MARK + "%20other"), 201, 405);
        hold.is(hold.tell("PUT", folder + MARK, MARK), 403);
        hold.is(hold.ask("GET", "/dav/network/content/" + MARK + "/" + MARK), 404);
        assertEquals(
                "",
                hold.peer
                        .say("logs", "-n", "1000")
                        .lines()
                        .filter(line -> line.contains(MARK))
                        .findAny()
                        .orElse(""));
    }

    /** Whoever asks the network waits two seconds for answers, so it shows. {@code WebDavNetworkIT} counts what is sent. */
    private void lookingAround() throws Exception {
        List<String> targets =
                new ArrayList<>(List.of("/dav/", "/dav/network/", "/dav/network/search/", "/dav/network/content/"));
        String seen = "/dav/network/search/" + MARK + "%20seen/";
        for (String probed : List.of(
                ".DS_Store",
                "._.",
                "desktop.ini",
                "Thumbs.db",
                "autorun.inf",
                ".Spotlight-V100",
                ".hidden",
                ".Trash")) {
            for (String in : List.of("/dav/network/", "/dav/network/search/", seen)) {
                targets.add(in + probed);
            }
        }
        targets.add(seen + "x.mkv");
        for (String target : targets) {
            for (String method : List.of("PROPFIND", "GET", "HEAD")) {
                long quickest = Long.MAX_VALUE;
                for (int i = 0; i < 3 && quickest >= ASKING_MILLIS; i++) {
                    Heard heard = hold.is(hold.ask(method, target, "Depth: 1"), 200, 207, 404);
                    quickest = Math.min(quickest, heard.millis());
                }
                assertTrue(quickest < ASKING_MILLIS, method + " " + target + " took " + quickest);
            }
        }
        Heard asked = hold.is(hold.ask("PROPFIND", "/dav/network/search/" + MARK + "%20asked/", "Depth: 1"), 207);
        assertTrue(asked.millis() >= ASKING_MILLIS, "and this is how it would have been seen: " + asked.millis());
    }

    /** Never filled up with anything: it breaks. */
    private void shrinking() throws Exception {
        Path file = Bytes.random(hold.share.resolve("large.bin"), LARGE_BYTES, 1);
        Heard heard = halfway(file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(1_000);
            }
        });
        assertEquals(200, heard.status());
        assertTrue(heard.bytes() < LARGE_BYTES, "the rest is not made up: " + heard.bytes());
        Files.delete(file);
    }

    private interface Change {
        void run() throws IOException;
    }

    /** Reads a little, does that, and reads the rest. */
    private Heard halfway(Path file, Change change) throws Exception {
        try (Socket socket = new Socket(hold.base.getHost(), hold.base.getPort())) {
            socket.setReceiveBufferSize(1 << 14);
            socket.setSoTimeout((int) Stronghold.SOON_MILLIS);
            socket.getOutputStream()
                    .write(hold.request("GET", HERE + file.getFileName()).getBytes(StandardCharsets.ISO_8859_1));
            byte[] begin = socket.getInputStream().readNBytes(4_096);
            change.run();
            long rest = socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            String text = new String(begin, StandardCharsets.ISO_8859_1);
            return new Heard(Integer.parseInt(text.substring(9, 12)), text, begin.length + rest, 0, true);
        }
    }

    private void leaving() throws Exception {
        Path file = Bytes.random(hold.share.resolve("large.bin"), LARGE_BYTES, 1);
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket(hold.base.getHost(), hold.base.getPort())) {
                socket.getOutputStream()
                        .write(hold.request("GET", HERE + "large.bin").getBytes(StandardCharsets.ISO_8859_1));
                assertTrue(socket.getInputStream().read() > 0);
                socket.setSoLinger(true, 0);
            }
        }
        Files.delete(file);
    }
}
