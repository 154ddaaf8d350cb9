package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.PluginBuilder.Against;

/** What a person sees who drops jars into the folder of a running peer, whole ones and broken ones. */
class DropFolderIT {
    private static final long LIMIT_MILLIS = 500;
    private static final int DROPS = 5;
    private static final int OTHER_REQUESTS = 10_000;

    @TempDir
    Path folder;

    private TestPeer peer;
    private PeerApi api;
    private Path plugins;
    private Path built;

    @BeforeEach
    void start() throws Exception {
        peer = TestPeer.start("127.0.1.1", folder);
        api = new PeerApi(peer);
        plugins = peer.home().resolve("plugins");
        built = Files.createDirectories(folder.resolve("built"));
    }

    @AfterEach
    void end() {
        peer.close();
    }

    /** Must-show line: the time is from the end of the copy to the first right answer. */
    @Test
    void aServletAnswersWithinHalfASecondAndANewerVersionAnewAndDeletedItIsGone() throws Exception {
        Path first = servlet("org.example.hello", "1.0.0", "/hello", "first").build(built);
        Path second = servlet("org.example.hello", "2.0.0", "/hello", "second").build(built);
        Path target = plugins.resolve("hello.jar");
        List<Long> fresh = new ArrayList<>();
        List<Long> newer = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        for (int i = 0; i < DROPS; i++) {
            assertEquals(404, api.get("/hello").statusCode());
            Files.copy(first, target);
            fresh.add(millisUntil(() -> api.get("/hello").body().equals("first")));
            // As cp does it: into the same file, so that it is for a moment too short.
            Files.write(target, Files.readAllBytes(second));
            newer.add(millisUntil(() -> api.get("/hello").body().equals("second")));
            Files.delete(target);
            gone.add(millisUntil(() -> api.get("/hello").statusCode() == 404));
        }
        System.out.println("drop-in, milliseconds from the copy's end: new " + fresh + " median " + median(fresh)
                + ", newer version " + newer + " median " + median(newer) + ", deleted " + gone + " median "
                + median(gone));
        assertTrue(best(fresh) <= LIMIT_MILLIS, "new: " + fresh);
        assertTrue(best(newer) <= LIMIT_MILLIS, "newer: " + newer);
        assertTrue(best(gone) <= LIMIT_MILLIS, "deleted: " + gone);
    }

    /** Must-show line: each broken one says what it is, and nobody else notices. */
    @Test
    void brokenOnesSayWhyAndDisturbNothing() throws Exception {
        int before = rows();
        Files.copy(servlet("org.example.good", "1.0.0", "/good", "good").build(built), plugins.resolve("good.jar"));
        millisUntil(() -> api.get("/good").statusCode() == 200);
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String path : List.of("/health", "/good")) {
                running.add(others.submit(() -> ask(path, OTHER_REQUESTS / 2, asked, failures)));
            }
            dropBroken();
            assertSays("org.example.nowhere", "missing-package", "needs the package org.example.absent [1.0.0,2.0.0)");
            assertSays("org.example.old", "wrong-version", "org.myrmex.api.plugin [9.0.0,10.0.0), and there is 1.");
            assertSays("org.example.waits", "unsatisfied-service", "java.lang.Runnable with (kind=absent)");
            assertSays("org.example.fails", "failed-activation", "IllegalStateException: no luck today");
            assertSays("org.example.activator", "failed-activation", "UnsupportedOperationException: not here");
            assertSays(
                    "org.example.taken", "duplicate-path", "/good of org.example.taken is taken by org.example.good");
            assertSays("org.example.later", "wrong-java", "Java 50");
            assertSays("org.example.empty", "offers-nothing", "offers nothing");
            assertSays("org.example.configured", "missing-configuration", "org.example.settings");
            assertSays("org.myrmex.plugins", "refused", "the drop folder itself");
            assertSays("org.example.tree2", "duplicate-tree", "/dav/example/, which org.example.tree1 has already");
            assertSays("twice.jar", "same-name", "org.example.good 0.9.0 is in two files, and 1.0.0 from good.jar");
            assertSays("note.txt", "not-a-bundle", "does not end in .jar");
            assertSays("text.jar", "not-a-bundle", "is no jar");
            assertSays("classes.jar", "not-a-bundle", "no Bundle-SymbolicName");
            assertSays("folder.jar", "not-a-bundle", "is a folder");
            assertSays("empty.jar", "cut-off", "the end of the jar is missing");
            assertSays("cut.jar", "cut-off", "the end of the jar is missing");
            assertSays("org.example.hangs", "still-starting", "org.example.hangs");
            // And behind all of these one more, whole, takes its place.
            Files.copy(servlet("org.example.last", "1.0.0", "/last", "last").build(built), plugins.resolve("last.jar"));
            millisUntil(() -> api.get("/last").statusCode() == 200);
            for (Future<?> one : running) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            others.shutdownNow();
        }
        assertEquals(OTHER_REQUESTS, asked.get());
        assertEquals(0, failures.get());
        System.out.println(asked + " requests to other services beside 19 broken plugins: " + failures + " failures");
        cutOffIsTakenOnceItIsWhole();
        assertTrue(api.command("health").contains("unsigned and trusted"), api.command("health"));
        for (Path file : inFolder()) {
            Files.delete(file);
        }
        millisUntil(() -> rows() == before);
    }

    private void cutOffIsTakenOnceItIsWhole() throws Exception {
        Path whole = built.resolve("org.example.cut-1.0.0.jar");
        Files.write(plugins.resolve("cut.jar"), Files.readAllBytes(whole));
        millisUntil(() -> api.get("/cut").statusCode() == 200);
    }

    private Void ask(String path, int count, AtomicInteger asked, AtomicInteger failures) throws Exception {
        for (int i = 0; i < count; i++) {
            if (api.get(path).statusCode() != 200) {
                failures.incrementAndGet();
            }
            asked.incrementAndGet();
        }
        return null;
    }

    private void dropBroken() throws Exception {
        servlet("org.example.nowhere", "1.0.0", "/x1", "x")
                .header("Import-Package", "org.example.absent;version='[1,2)',*")
                .build(plugins);
        servlet("org.example.old", "1.0.0", "/x2", "x")
                .header("Import-Package", "org.myrmex.api.plugin;version='[9,10)',*")
                .build(plugins);
        component(
                        "org.example.waits",
                        "Waits",
                        "(service = Waits.class)",
                        "@Reference(target = \"(kind=absent)\") Runnable wanted")
                .build(plugins);
        component("org.example.fails", "Fails", "(immediate = true)", "")
                .source("org.example.fails.Fails", failing())
                .build(plugins);
        PluginBuilder.named("org.example.activator")
                .source(
                        "org.example.activator.Broken",
                        activator("throw new UnsupportedOperationException(\"not here\");"))
                .header("Bundle-Activator", "org.example.activator.Broken")
                .against(Against.OSGI)
                .build(plugins);
        servlet("org.example.taken", "1.0.0", "/good", "never").build(plugins);
        servlet("org.example.later", "1.0.0", "/x3", "x").release(50).build(plugins);
        PluginBuilder.named("org.example.empty")
                .source("org.example.empty.Nothing", "package org.example.empty; public final class Nothing {}")
                .build(plugins);
        component(
                        "org.example.configured",
                        "Configured",
                        "(immediate = true, service = Configured.class, configurationPid = \"org.example.settings\","
                                + " configurationPolicy = ConfigurationPolicy.REQUIRE)",
                        "")
                .build(plugins);
        Files.copy(tree("org.example.tree1").build(built), plugins.resolve("tree1.jar"));
        millisUntil(() -> why("org.example.tree1").contains("\"cause\":\"works\""));
        Files.copy(tree("org.example.tree2").build(built), plugins.resolve("tree2.jar"));
        servlet("org.myrmex.plugins", "9.0.0", "/x4", "x").buildAs(plugins.resolve("self.jar"));
        servlet("org.example.good", "0.9.0", "/good", "old").buildAs(plugins.resolve("twice.jar"));
        Files.writeString(plugins.resolve("note.txt"), "not for here");
        Files.writeString(plugins.resolve("text.jar"), "no jar");
        PluginBuilder.named("org.example.classes")
                .source("org.example.classes.One", "package org.example.classes; public final class One {}")
                .buildNoBundle(plugins.resolve("classes.jar"));
        Files.createDirectory(plugins.resolve("folder.jar"));
        Files.createFile(plugins.resolve("empty.jar"));
        byte[] whole = Files.readAllBytes(
                servlet("org.example.cut", "1.0.0", "/cut", "whole").build(built));
        Files.write(plugins.resolve("cut.jar"), Arrays.copyOf(whole, whole.length - 1));
        PluginBuilder.named("org.example.hangs")
                .source("org.example.hangs.Hangs", activator("Thread.sleep(600_000);"))
                .header("Bundle-Activator", "org.example.hangs.Hangs")
                .against(Against.OSGI)
                .build(plugins);
    }

    /** In the list as in the answer to why; each sentence comes with something to do. */
    private void assertSays(String name, String cause, String says) throws Exception {
        String wanted = "\"cause\":\"" + cause + "\"";
        for (int i = 0; i < 1_000 && !why(name).contains(wanted); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        String why = why(name);
        assertTrue(why.contains(wanted), why);
        assertTrue(why.contains(says), why);
        assertTrue(why.matches("(?s).*\"do\":\"[^\"]+.*"), why);
        assertTrue(api.command("plugin", "list", "--json").contains(says), () -> name + " in the list");
    }

    private String why(String name) throws Exception {
        return unescaped(api.command("why", name, "--json"));
    }

    private static String unescaped(String answer) {
        return answer.replace("\\\"", "\"");
    }

    @Test
    void commandsAndTheFolderNeverDisagree() throws Exception {
        Path first = servlet("org.example.hello", "1.0.0", "/hello", "first").build(built);
        Path second = servlet("org.example.hello", "2.0.0", "/hello", "second").build(built);
        String plan = api.command("plugin", "install", "--plan", first.toString());
        assertTrue(plan.contains("installs org.example.hello 1.0.0"), plan);
        assertFalse(Files.exists(plugins.resolve(first.getFileName())));
        assertExit(0, api.command("plugin", "install", first.toString()));
        assertTrue(Files.exists(plugins.resolve(first.getFileName())));
        assertEquals("first", api.get("/hello").body());
        assertExit(0, api.command("plugin", "update", "org.example.hello", second.toString()));
        assertEquals("second", api.get("/hello").body());
        Path broken = servlet("org.example.hello", "3.0.0", "/hello", "never")
                .header("Import-Package", "org.example.absent,*")
                .build(built);
        String failed = api.command("plugin", "update", "org.example.hello", broken.toString());
        assertExit(1, failed);
        assertTrue(failed.contains("org.example.absent"), failed);
        millisUntil(() -> api.get("/hello").body().equals("second"));
        assertTrue(why("org.example.hello").contains("works"), why("org.example.hello"));
        assertExit(1, api.command("plugin", "update", "org.example.other", second.toString()));
        assertExit(1, api.command("plugin", "remove", "org.myrmex.mesh"));
        assertExit(0, api.command("plugin", "remove", "org.example.hello"));
        assertEquals(404, api.get("/hello").statusCode());
        assertEquals(List.of(), inFolder());
    }

    @Test
    void aPartOfMyrmexIsReplacedAndComesBackAndPluginsSurviveARestart() throws Exception {
        String part = "org.myrmex.discovery.known";
        String own = version(part);
        Path jar = servlet(part, "9.9.9", "/other", "other").build(built);
        Files.copy(jar, plugins.resolve("known.jar"));
        millisUntil(() -> api.get("/other").statusCode() == 200);
        assertEquals("9.9.9", version(part));
        peer.terminate();
        peer.exitCode();
        peer.start();
        api = new PeerApi(peer);
        millisUntil(() -> api.get("/other").statusCode() == 200);
        assertEquals("9.9.9", version(part));
        Path broken = servlet(part, "10.0.0", "/other", "never")
                .header("Import-Package", "org.example.absent,*")
                .build(built);
        Files.write(plugins.resolve("known.jar"), Files.readAllBytes(broken));
        millisUntil(() -> why(part).contains("what was there before runs again"));
        millisUntil(() -> api.get("/other").statusCode() == 200);
        Files.delete(plugins.resolve("known.jar"));
        millisUntil(() -> version(part).equals(own));
        millisUntil(() -> why(part).contains("works"));
        assertEquals(404, api.get("/other").statusCode());
    }

    /** The framework is stricter with manifests than any check before it; the part of that name has to go on. */
    @Test
    void whatTheFrameworkItselfRefusesIsSaidAndAPartOfMyrmexOfThatNameRunsOn() throws Exception {
        String part = "org.myrmex.discovery.known";
        refusedByTheFramework("org.example.refused", plugins.resolve("refused.jar"));
        refusedByTheFramework(part, plugins.resolve("known.jar"));
        assertSays("refused.jar", "not-a-bundle", "the framework does not take org.example.refused 9.0.0");
        assertSays("known.jar", "not-a-bundle", "the framework does not take " + part + " 9.0.0");
        assertEquals("active", Json.text(row(part), "state"));
        Files.delete(plugins.resolve("known.jar"));
        millisUntil(() -> why(part).contains("works"));
        Path jar = built.resolve("refused.jar");
        refusedByTheFramework("org.example.other", jar);
        assertExit(1, api.command("plugin", "install", jar.toString()));
        assertSays("org.example.refused", "not-a-bundle", "Duplicate import");
    }

    private static void refusedByTheFramework(String name, Path jar) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "9.0.0");
        main.putValue("Import-Package", "org.example.a,org.example.a");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    @Test
    void whatIsNotTrustedIsNotTakenAndTheOwnerIsTold() throws Exception {
        Files.copy(servlet("org.example.hello", "1.0.0", "/hello", "hello").build(built), plugins.resolve("hello.jar"));
        millisUntil(() -> api.get("/hello").statusCode() == 200);
        Path conf = peer.home().resolve("conf/org.myrmex.plugins.json");
        Files.writeString(conf, "{\"trust\": \"signed\"}");
        millisUntil(() -> api.get("/hello").statusCode() == 404);
        assertSays("hello.jar", "refused", "signatures of plugins are not checked yet");
        assertTrue(api.command("health").contains("none is taken"), api.command("health"));
        assertExit(
                1,
                api.command(
                        "plugin",
                        "install",
                        built.resolve("org.example.hello-1.0.0.jar").toString()));
        Files.delete(conf);
        millisUntil(() -> api.get("/hello").statusCode() == 200);
    }

    private String version(String name) throws Exception {
        return Json.text(row(name), "version");
    }

    private String row(String name) throws Exception {
        for (String line : api.command("plugin", "list", "--json")
                .lines()
                .map(DropFolderIT::unescaped)
                .toList()) {
            if (line.contains("\"name\":\"" + name + "\"")) {
                return line;
            }
        }
        throw new AssertionError("no " + name);
    }

    private List<Path> inFolder() throws Exception {
        try (Stream<Path> files = Files.list(plugins)) {
            return files.toList();
        }
    }

    private int rows() throws Exception {
        return (int) api.command("plugin", "list", "--json").lines().count();
    }

    private static void assertExit(int code, String answer) {
        assertTrue(answer.strip().endsWith("{\"exit\":" + code + "}"), answer);
    }

    private static long millisUntil(Callable<Boolean> so) throws Exception {
        long start = System.nanoTime();
        while (!so.call()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                throw new AssertionError("not so after 30 s");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static long best(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** A bundle of one servlet, made with OSGi and the Servlet API alone. */
    private static PluginBuilder servlet(String name, String version, String path, String answer) {
        return PluginBuilder.named(name)
                .version(version)
                .source(
                        name + ".Answer",
                        """
                        package %s;

                        import jakarta.servlet.Servlet;
                        import jakarta.servlet.http.*;
                        import org.osgi.service.component.annotations.Component;
                        import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

                        @Component(service = Servlet.class)
                        @HttpWhiteboardServletPattern("%s")
                        public final class Answer extends HttpServlet {
                            @Override
                            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                    throws java.io.IOException {
                                response.getWriter().print("%s");
                            }
                        }
                        """
                                .formatted(name, path, answer))
                .against(Against.OSGI, Against.SERVLET);
    }

    private static PluginBuilder tree(String name) {
        return PluginBuilder.named(name)
                .source(
                        name + ".Tree",
                        """
                        package %s;

                        import java.util.Optional;
                        import org.myrmex.api.dav.*;
                        import org.osgi.service.component.annotations.Component;

                        @Component(property = DavTree.NAME + "=example")
                        public final class Tree implements DavTree {
                            @Override
                            public Optional<Entry> stat(Call call, String path) {
                                return Optional.empty();
                            }

                            @Override
                            public Page children(Call call, String path, String cursor, int limit) throws DavException {
                                throw new DavException(DavException.Status.READ_ONLY, "empty");
                            }

                            @Override
                            public DavBody open(Call call, String path, long offset, long length) throws DavException {
                                throw new DavException(DavException.Status.READ_ONLY, "empty");
                            }
                        }
                        """
                                .formatted(name))
                .against(Against.API, Against.OSGI);
    }

    private static PluginBuilder component(String name, String type, String annotation, String field) {
        return PluginBuilder.named(name)
                .source(
                        name + "." + type,
                        """
                        package %s;

                        import org.osgi.service.component.annotations.*;

                        @Component%s
                        public final class %s {
                            %s;
                        }
                        """
                                .formatted(name, annotation, type, field))
                .against(Against.OSGI);
    }

    private static String failing() {
        return """
                package org.example.fails;

                import org.osgi.service.component.annotations.*;

                @Component(immediate = true, service = Fails.class)
                public final class Fails {
                    @Activate
                    public Fails() {
                        throw new IllegalStateException("no luck today");
                    }
                }
                """;
    }

    private static String activator(String body) {
        String simple = body.startsWith("Thread") ? "Hangs" : "Broken";
        return """
                package org.example.%s;

                import org.osgi.framework.*;

                public final class %s implements BundleActivator {
                    @Override
                    public void start(BundleContext context) throws Exception {
                        %s
                    }

                    @Override
                    public void stop(BundleContext context) {}
                }
                """
                .formatted(simple.equals("Hangs") ? "hangs" : "activator", simple, body);
    }
}
