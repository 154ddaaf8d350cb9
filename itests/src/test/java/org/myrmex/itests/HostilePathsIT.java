package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.KNOWN;
import static org.myrmex.itests.Stronghold.MARK;
import static org.myrmex.itests.Stronghold.SECRET;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/**
 * Inputs 18 to 27 of the list of hostile ones in {@code docs/hostile-requests.md}: paths and names. What names from far peers do (26) is
 * tested where they come from: {@code NetworkTreeTest}; here are those that a client can say.
 */
class HostilePathsIT {
    private static final int SWAPS = Full.or(2_000, 50);
    /** Whatever a name is to mean: it is refused, or it is a name like any other. */
    private static final List<String> CLIMBS = List.of(
            "..",
            "../..",
            "%2e%2e",
            "%2E%2e",
            "%2e.",
            ".%2e",
            "..%2f..",
            "..%2F",
            "%2e%2e%2f",
            "..%5c..%5c",
            "..\\..",
            "%252e%252e",
            "%252e%252e%252f",
            "%c0%ae%c0%ae",
            "%c0%ae%c0%ae%c0%af",
            "%e0%80%ae%e0%80%ae",
            "%u002e%u002e",
            "..;",
            "..;x=y",
            ".;",
            ".",
            "%2e",
            "",
            "/",
            "//..",
            "./..",
            "..%00",
            "...",
            "known.txt.",
            "known.txt%20",
            "known.txt%2e",
            "known.txt/",
            "known.txt/.",
            "known.txt::$DATA",
            "%EF%BC%8E%EF%BC%8E",
            "..%EF%BC%8F..");

    @TempDir
    static Path folder;

    private static Stronghold hold;

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.2", folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        return Stream.of(
                hold.withstands(18, "dots, slashes and their disguises", this::climbs),
                hold.withstands(19, "the same in Destination", this::climbingDestinations),
                hold.withstands(19, "the same in If", this::climbingTags),
                hold.withstands(19, "the same in the scope of a SEARCH", this::climbingScopes),
                hold.withstands(20, "NUL", this::nul),
                hold.withstands(21, "control characters and what is no UTF-8", this::controls),
                hold.withstands(21, "names that differ by form or case alone", this::twins),
                hold.withstands(22, "names that break XML and HTML", this::markup),
                hold.withstands(22, "long names, long paths, 10,000 levels", this::lengths),
                hold.withstands(23, "names that mean something to Windows", this::windowsNames),
                hold.withstands(24, "links out of the share", this::links),
                hold.withstands(24, "a folder swapped for a link and back", this::swaps),
                hold.withstands(24, "hard links", this::hardLinks),
                hold.withstands(24, "pipes and devices", this::devices),
                hold.withstands(25, "the peer's own names", this::ownNames),
                hold.withstands(26, "such names below the network's folders", this::networkNames),
                hold.withstands(27, "a content type with mark-up in it", this::contentTypes));
    }

    private void climbs() throws Exception {
        String secret = hold.outside.getFileName() + "/canary.txt";
        List<String> targets = new ArrayList<>();
        for (String climb : CLIMBS) {
            targets.add(HERE + climb);
            targets.add(HERE + "folder/" + climb + "/" + secret);
            targets.add(HERE + (climb + "/").repeat(9) + "etc/passwd");
            targets.add("/dav/" + climb + "/" + climb + "/beside.txt");
        }
        targets.add("/dav/shares/../../" + secret);
        targets.add("/../" + secret);
        targets.add("/dav%2f..%2f..");
        targets.add("/dav/..%2fdav/shares/music/");
        for (String target : targets) {
            for (String method : List.of("GET", "PROPFIND")) {
                // a name that needs no disguise: `known.txt` is what it says
                Heard heard = hold.is(hold.ask(method, target, "Depth: 0"), 200, 207, 400, 404, 405, 501);
                assertFalse(heard.text().contains("root:"), heard.text());
            }
            change(target);
        }
    }

    /** What changes something there is refused, or makes that very name and nothing else. */
    private void change(String target) throws Exception {
        // the folder itself, under another name, is not what this is about
        if (!target.matches(".*known\\.txt/?|.*/music/?")) {
            String[] before = names();
            for (Heard made : List.of(
                    hold.tell("PUT", target, MARK),
                    hold.ask("MKCOL", target),
                    hold.ask("COPY", HERE + "known.txt", "Destination: " + target, "Overwrite: F"),
                    hold.ask("MOVE", HERE + "known.txt", "Destination: " + target, "Overwrite: F"))) {
                hold.is(made, 201, 204, 400, 403, 404, 405, 409, 412, 415, 501, 502);
            }
            hold.is(
                    hold.ask("MOVE", target, "Destination: " + HERE + "known.txt", "Overwrite: F"),
                    201,
                    400,
                    403,
                    404,
                    405,
                    409,
                    412,
                    501,
                    502);
            hold.is(hold.ask("DELETE", target), 204, 400, 403, 404, 405, 501);
            assertEquals(List.of(before), List.of(names()), target);
        }
    }

    private static String[] names() throws IOException {
        try (Stream<Path> names = Files.list(hold.share)) {
            return names.map(name -> name.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    private void climbingDestinations() throws Exception {
        for (String climb : CLIMBS) {
            for (String destination : List.of(
                    HERE + climb + "/../../" + MARK,
                    HERE + climb + "/" + climb + "/" + MARK,
                    "/dav/" + climb + "/" + MARK,
                    "/" + climb + "/" + MARK,
                    "http://" + hold.base.getAuthority() + "/dav/shares/music/" + climb + "/" + climb + "/x")) {
                for (String method : List.of("COPY", "MOVE")) {
                    hold.refusedOr502(hold.ask(method, HERE + "known.txt", "Destination: " + destination));
                    hold.refusedOr502(hold.ask(method, HERE + "folder", "Destination: " + destination));
                }
            }
        }
    }

    private void climbingTags() throws Exception {
        for (String climb : CLIMBS) {
            for (String method : List.of("PUT", "DELETE", "PROPPATCH", "MKCOL")) {
                hold.refused(hold.ask(
                        method,
                        HERE + "nothing-" + MARK,
                        "If: <" + HERE + climb + "/" + climb + "/beside.txt> (<urn:uuid:" + MARK + ">)",
                        "Content-Length: 0"));
            }
        }
    }

    private void climbingScopes() throws Exception {
        for (String climb : CLIMBS) {
            for (String scope : List.of(HERE + climb + "/" + climb, "/" + climb, "../" + climb, "file:///")) {
                String body = HostileBody.SEARCH.with("%").replace(HERE, scope.replace("&", "&amp;"));
                Heard heard = hold.is(hold.tell("SEARCH", HERE, body), 207, 400, 403, 404, 405, 409, 422);
                assertFalse(heard.text().contains("beside.txt"), heard.text());
            }
        }
    }

    private void nul() throws Exception {
        for (String name : List.of("%00", "known.txt%00", "known.txt%00.html", "a%00b", "%00/known.txt", "a\0b")) {
            refusedByAll(HERE + name);
        }
    }

    /** As the target of everything, and as the destination. */
    private void refusedByAll(String target) throws Exception {
        for (String method : List.of("GET", "HEAD", "PROPFIND", "DELETE", "MKCOL", "PROPPATCH", "LOCK", "UNLOCK")) {
            hold.refused(hold.ask(method, target, "Depth: 0"));
        }
        hold.refused(hold.tell("PUT", target, MARK));
        for (String method : List.of("COPY", "MOVE")) {
            hold.refused(hold.ask(method, target, "Destination: " + HERE + "other"));
            hold.refused(hold.ask(method, HERE + "known.txt", "Destination: " + target));
        }
    }

    private void controls() throws Exception {
        for (String name : List.of(
                "a%01b%0d%0aX.txt",
                "a%0d%0aSet-Cookie:%20" + MARK + "=1",
                "a%0ab",
                "a%09b",
                "a%1b%5b31m",
                "a%7fb",
                "a%c2%85b",
                "a%ef%bf%bfb",
                "%ff",
                "%fe%ff",
                "%ed%a0%80",
                "a%c3",
                "a%f8%88%80%80%80",
                "%zz",
                "%4",
                "%")) {
            refusedByAll(HERE + name);
        }
        // Jetty takes the line for one of HTTP/0.9
        hold.is(hold.send(hold.request("GET", HERE + "a\r\nX-Mine: " + MARK)), 400, 505);
        for (String raw : List.of("a\u0001b", "a\u007fb", "a\tb", "a b", "\u00ff", "\u00c3\u00a4")) {
            hold.is(hold.ask("GET", HERE + raw), 400, 404, 505);
        }
    }

    /** On a disk that tells them apart they are two files each, and stay two. */
    private void twins() throws Exception {
        for (String[] pair : new String[][] {
            {"%C3%A4-" + MARK, "a%CC%88-" + MARK}, {"TWIN-" + MARK, "twin-" + MARK}, {"%EF%AC%81", "fi"}
        }) {
            hold.is(hold.tell("PUT", HERE + pair[0], "one"), 201);
            hold.is(hold.tell("PUT", HERE + pair[1], "two"), 201);
            assertEquals("one", hold.ask("GET", HERE + pair[0]).body());
            hold.is(hold.ask("DELETE", HERE + pair[1]), 204);
            assertEquals("one", hold.ask("GET", HERE + pair[0]).body());
            hold.is(hold.ask("DELETE", HERE + pair[0]), 204);
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void markup() throws Exception {
        for (String name : List.of(
                "<script>alert(1)<%2fscript>".replace("%2f", "\u2044"),
                "a&b",
                "a\"onmouseover=x",
                "a'b",
                "]]>",
                "<!--",
                "&lt;&amp;&#0;",
                "a\u202egpj.exe",
                "\u2066x\u2069",
                "javascript:alert(1)",
                "<D:response xmlns:D=\"DAV:\">",
                "${jndi:ldap:x}",
                "%s%n%x",
                " x ",
                "-rf",
                "~",
                "#q?x=y")) {
            String target = HERE + encoded(name);
            hold.is(hold.tell("PUT", target, "x"), 201);
            assertTrue(Files.exists(hold.share.resolve(name), LinkOption.NOFOLLOW_LINKS), name);
            Heard listed = hold.ask("PROPFIND", HERE, "Depth: 1");
            assertTrue(displayNames(listed).contains(name), listed.text());
            Heard page = hold.ask("GET", HERE);
            for (String raw : List.of("<script", "\"onmouse", "<!--", "href=\"javascript", "<D:")) {
                assertFalse(page.body().contains(raw), page.body());
            }
            assertTrue(page.text().contains("default-src 'none'"), page.text());
            hold.is(hold.ask("GET", target), 200);
            hold.is(hold.ask("DELETE", target), 204);
        }
    }

    /** As an XML parser that nobody here wrote reads it. */
    private static List<String> displayNames(Heard multistatus) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var nodes = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(multistatus.body().getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagNameNS("DAV:", "displayname");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            names.add(nodes.item(i).getTextContent());
        }
        return names;
    }

    private void lengths() throws Exception {
        for (String path : List.of(
                "x".repeat(300),
                "%C3%A4".repeat(150),
                "x".repeat(5_000),
                "x".repeat(64 << 10),
                ("x".repeat(200) + "/").repeat(320),
                "a/".repeat(10_000),
                "a/".repeat(1_900),
                "%61".repeat(3_000))) {
            refusedByAll(HERE + path);
        }
    }

    private void windowsNames() throws Exception {
        for (String name : List.of(
                "CON",
                "nul.txt",
                "a:stream",
                "a::$DATA",
                "MUSIC~1",
                "~1",
                "back\\slash",
                "..\\up",
                "a.",
                "a ",
                "COM1",
                "\\\\server\\share",
                "C:",
                "aux.h")) {
            String target = HERE + encoded(name);
            hold.is(hold.tell("PUT", target, MARK), 201);
            assertEquals(MARK, Files.readString(hold.share.resolve(name)), "it is a name like any other here");
            hold.is(hold.ask("DELETE", target), 204);
        }
    }

    private void links() throws Exception {
        Map<String, Path> links = Map.of(
                "out", hold.outside,
                "out.txt", hold.outside.resolve("canary.txt"),
                "root", Path.of("/"),
                "up", Path.of("../.."),
                "home", hold.peer.home(),
                "nowhere", hold.outside.resolve("new-" + MARK),
                "self", Path.of("self"),
                "within", Path.of("known.txt"));
        for (Map.Entry<String, Path> link : links.entrySet()) {
            Files.createSymbolicLink(hold.share.resolve(link.getKey()), link.getValue());
        }
        Heard listed = hold.ask("PROPFIND", HERE, "Depth: 1");
        for (String name : links.keySet()) {
            assertFalse(displayNames(listed).contains(name), "a link is not shown");
            String target = HERE + name;
            for (String path :
                    List.of(target, target + "/", target + "/canary.txt", target + "/inner/", target + "/run/token")) {
                for (String method : List.of("GET", "HEAD", "PROPFIND", "DELETE", "MKCOL", "LOCK")) {
                    hold.refused(hold.ask(method, path, "Depth: 1"));
                }
                hold.refused(hold.tell("PUT", path, MARK));
                hold.refused(hold.tell("PROPPATCH", path, HostileBody.PROPPATCH.with(MARK)));
                for (String method : List.of("COPY", "MOVE")) {
                    hold.refused(hold.ask(method, path, "Destination: " + HERE + "other"));
                    hold.refused(hold.ask(method, HERE + "known.txt", "Destination: " + path));
                    hold.refused(hold.ask(method, HERE + "folder/", "Destination: " + path));
                }
            }
            assertTrue(Files.isSymbolicLink(hold.share.resolve(name)), name);
        }
        // a folder goes with the links in it, and not with what they lead to
        Path inner = Files.createDirectory(hold.share.resolve("with-links"));
        Files.createSymbolicLink(inner.resolve("out"), hold.outside);
        hold.is(hold.ask("COPY", HERE + "with-links/", "Destination: " + HERE + "copied/"), 201, 207);
        assertEquals(1, hold.files(hold.share.resolve("copied")).size());
        hold.is(hold.ask("DELETE", HERE + "copied/"), 204);
        hold.is(hold.ask("DELETE", HERE + "with-links/"), 204, 207, 403, 409);
        Files.deleteIfExists(inner.resolve("out"));
        Files.deleteIfExists(inner);
        for (String name : links.keySet()) {
            Files.delete(hold.share.resolve(name));
        }
    }

    /** Between the check of a path and its use. Whoever can do this on the disk must still not get the peer to leave the share. */
    private void swaps() throws Exception {
        Path real = Files.createDirectory(hold.share.resolve("swap"));
        Files.writeString(real.resolve("canary.txt"), "mine");
        Path aside = hold.share.resolve("swap-aside");
        Path link = Files.createSymbolicLink(hold.share.resolve("swap-link"), hold.outside);
        AtomicBoolean ended = new AtomicBoolean();
        Thread swapper = new Thread(() -> {
            try {
                while (!ended.get()) {
                    Files.move(real, aside, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(link, real, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(real, link, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        swapper.start();
        for (int i = 0; i < SWAPS; i++) {
            hold.is(hold.ask("GET", HERE + "swap/canary.txt"), 200, 403, 404, 503);
            hold.is(hold.tell("PUT", HERE + "swap/fresh", MARK), 201, 204, 403, 404, 405, 409, 503);
            hold.is(hold.ask("PROPFIND", HERE + "swap/", "Depth: 1"), 207, 403, 404, 503);
            hold.is(hold.ask("MKCOL", HERE + "swap/new"), 201, 403, 404, 405, 409, 503);
            hold.is(
                    hold.ask("COPY", HERE + "swap", "Destination: " + HERE + "taken"),
                    201,
                    204,
                    207,
                    403,
                    404,
                    409,
                    503);
            hold.is(hold.ask("DELETE", HERE + "swap/new"), 204, 403, 404, 405, 409, 503);
            hold.is(hold.ask("DELETE", HERE + "swap/inner"), 404, 403, 405, 409, 503);
            hold.is(hold.ask("DELETE", HERE + "taken"), 204, 403, 404, 409, 503);
        }
        ended.set(true);
        swapper.join();
        Files.delete(link);
        hold.is(hold.ask("DELETE", HERE + "swap"), 204);
        hold.is(hold.ask("DELETE", HERE + "taken"), 204, 404);
    }

    private void hardLinks() throws Exception {
        Path victim = Files.writeString(hold.disk.root().resolve("victim.txt"), SECRET);
        Path link = Files.createLink(hold.share.resolve("linked.txt"), victim);
        hold.is(hold.tell("PUT", HERE + "linked.txt", MARK), 204);
        assertEquals(SECRET, Files.readString(victim), "the other name keeps its content");
        hold.is(hold.ask("DELETE", HERE + "linked.txt"), 204);
        Files.createLink(link, victim);
        hold.is(hold.ask("COPY", HERE + "known.txt", "Destination: " + HERE + "linked.txt"), 204);
        assertEquals(SECRET, Files.readString(victim));
        hold.is(hold.ask("DELETE", HERE + "linked.txt"), 204);
        Files.delete(victim);
    }

    private void devices() throws Exception {
        Tools.need("mknod", "coreutils");
        for (String[] node : new String[][] {{"pipe", "p"}, {"zero", "c", "1", "5"}, {"disk", "b", "7", "0"}}) {
            List<String> command =
                    new ArrayList<>(List.of("mknod", hold.share.resolve(node[0]).toString()));
            command.addAll(List.of(node).subList(1, node.length));
            Program.say(hold.tools, Map.of(), command);
            String target = HERE + node[0];
            assertFalse(displayNames(hold.ask("PROPFIND", HERE, "Depth: 1")).contains(node[0]), "it is not shown");
            for (String method : List.of("GET", "HEAD", "PROPFIND", "DELETE", "MKCOL", "LOCK")) {
                hold.refused(hold.ask(method, target, "Depth: 0", "Range: bytes=0-9"));
            }
            hold.refused(hold.tell("PUT", target, MARK));
            for (String method : List.of("COPY", "MOVE")) {
                hold.refused(hold.ask(method, target, "Destination: " + HERE + "other"));
                hold.refused(hold.ask(method, HERE + "known.txt", "Destination: " + target));
            }
        }
        hold.is(hold.ask("COPY", HERE, "Destination: /dav/shares/other/"), 403, 409);
        for (String name : List.of("pipe", "zero", "disk")) {
            Files.delete(hold.share.resolve(name));
        }
    }

    private void ownNames() throws Exception {
        List<String> own = List.of(".myrmex-put-" + MARK, ".myrmex-x", ".MYRMEX-put-1", ".Myrmex-Staged-1");
        for (String name : own) {
            Files.writeString(hold.share.resolve(name), SECRET);
        }
        String shown = hold.ask("PROPFIND", HERE, "Depth: 1").text()
                + hold.ask("GET", HERE).text();
        own.forEach(name -> assertFalse(shown.contains(name), shown));
        for (String name : own) {
            for (String target : List.of(HERE + name, HERE + "folder/" + name, HERE + name + "/x")) {
                refusedByAll(target);
            }
            Files.delete(hold.share.resolve(name));
        }
        for (String target : List.of("/dav/shares/home/", "/dav/data/", "/dav/.DAV/", HERE + ".DAV/x")) {
            hold.refused(hold.ask("GET", target));
        }
    }

    private void networkNames() throws Exception {
        for (String climb : CLIMBS) {
            for (String place :
                    List.of("/dav/network/content/", "/dav/network/content/" + MARK + "/", "/dav/network/")) {
                Heard heard = hold.ask("GET", place + climb + "/" + climb + "/beside.txt");
                hold.is(heard, 400, 403, 404, 503);
                hold.is(hold.tell("PUT", place + climb + "/x", MARK), 400, 403, 404, 405, 409, 503);
            }
        }
    }

    private void contentTypes() throws Exception {
        hold.is(hold.tell("PUT", HERE + "typed." + MARK, "x", "Content-Type: text/<script>" + MARK + "</script>"), 201);
        hold.is(hold.tell("PUT", HERE + "typed.html", "<script>1</script>", "Content-Type: text/plain\r\n"), 201, 400);
        for (String name : List.of("typed." + MARK, "typed.html")) {
            Heard got = hold.ask("GET", HERE + name);
            Heard found = hold.ask("PROPFIND", HERE + name, "Depth: 0");
            assertFalse(got.text().replaceFirst("(?s)\r\n\r\n.*", "").contains("<"), got.text());
            assertFalse(found.body().contains("<script"), found.text());
            if (got.status() == 200) {
                assertTrue(got.text().contains("nosniff") && got.text().contains("attachment"), got.text());
            }
            hold.is(hold.ask("DELETE", HERE + name), 204, 404);
        }
        assertEquals(KNOWN, hold.ask("GET", HERE + "known.txt").body());
    }
}
