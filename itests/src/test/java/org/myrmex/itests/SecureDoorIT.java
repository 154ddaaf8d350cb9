package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A peer whose owner also comes from another machine: over TLS only, with curl and rclone, with the home's password and one of his own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureDoorIT {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path folder;

    private static Namespaces machines;
    private static TestPeer peer;
    private static Path certificate;

    /** It is not waited for: the first test looks at it while it starts, the others wait by themselves. */
    @BeforeAll
    static void start() throws Exception {
        Namespaces.need();
        Tools.need("curl", "curl");
        Tools.need("rclone", "rclone");
        Tools.need("openssl", "openssl");
        Tools.need("ss", "iproute2");
        machines = new Namespaces(folder);
        machines.add("home");
        machines.add("away");
        machines.cable("home", "cable", "away", "cable");
        machines.in("home", "ip", "address", "add", "192.168.7.1/24", "dev", "cable");
        machines.in("away", "ip", "address", "add", "192.168.7.2/24", "dev", "cable");
        machines.in("home", "ip", "link", "set", "cable", "up");
        machines.in("away", "ip", "link", "set", "cable", "up");
        Path shared = Files.createDirectory(folder.resolve("music"));
        Files.writeString(shared.resolve("song.txt"), "la la la");
        peer = TestPeer.launchAsItComes(
                machines.machine("home"),
                "192.168.7.1",
                folder,
                "--http",
                "0.0.0.0:7443",
                "--listen",
                "192.168.7.1:7081",
                "--share",
                shared.toString());
        certificate = peer.home().resolve("data/org.myrmex.https/certificate.pem");
    }

    @AfterAll
    static void end() throws Exception {
        if (peer != null) {
            peer.close();
        }
        if (machines != null) {
            machines.close();
        }
    }

    @Test
    @Order(1)
    void fromAnotherMachineThereIsTlsAndNothingElseFromTheFirstMomentOn() throws Exception {
        TreeMap<String, Integer> plain = new TreeMap<>();
        while (!Files.exists(peer.home().resolve("run/http"))) {
            plain.merge(status(List.of("http://192.168.7.1:7443/")), 1, Integer::sum);
        }
        peer.awaitUp();
        plain.merge(status(List.of("http://192.168.7.1:7443/")), 1, Integer::sum);
        System.out.println("answers in the clear while the peer started: " + plain);
        assertEquals(List.of("000"), List.copyOf(plain.keySet()));
        String listening =
                Program.say(folder, Map.of(), machines.machine("home").inside(List.of("ss", "-Hltn")));
        assertEquals(
                List.of("7081", "7443"),
                listening.lines().map(SecureDoorIT::port).sorted().distinct().toList());

        String mount = peer.say("mount", "--json");
        assertEquals("https://127.0.0.1:7443/dav/", Json.text(mount, "url"));
        assertEquals("https://192.168.7.1:7443/dav/", Json.text(mount, "elsewhere"));
        String fingerprint = Json.text(mount, "sha256");
        assertTrue(peer.printed().contains("SHA-256    " + fingerprint), peer.printed());
        assertTrue(Program.say(
                        folder,
                        Map.of(),
                        List.of("openssl", "x509", "-in", certificate.toString(), "-noout", "-fingerprint", "-sha256"))
                .contains(fingerprint));
        String user = "myrmex:" + Json.text(mount, "password");
        assertEquals("la la la", song("--digest", "-u", user));
        assertEquals("la la la", song("-u", user));
        assertEquals("60", curlExit("https://192.168.7.1:7443/"), "nobody else vouches for it");

        byte[] before = Files.readAllBytes(certificate);
        peer.terminate();
        peer.exitCode();
        peer.start();
        assertEquals(fingerprint, Json.text(peer.say("mount", "--json"), "sha256"));
        assertArrayEquals(before, Files.readAllBytes(certificate));
        assertEquals("la la la", song("--digest", "-u", user), "whoever trusted it still does");
    }

    /** The last one: the certificate is another one after it. */
    @Test
    @Order(6)
    void theCommandLineSpeaksToNobodyWhoOnlySitsAtTheAddress() throws Exception {
        peer.awaitUp();
        peer.say("status");
        Program.say(
                folder,
                Map.of(),
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        "other.key",
                        "-out",
                        certificate.toString(),
                        "-subj",
                        "/CN=Myrmex",
                        "-days",
                        "10"));
        assertNotEquals(0, peer.run("status").exitCode(), "another certificate than the home's");
    }

    @Test
    @Order(3)
    void aPasswordOfOnesOwnOpensAtOnceFromEverywhereAndLasts() throws Exception {
        peer.awaitUp();
        Program refused = password("short");
        assertEquals(2, refused.exitCode(30));
        assertEquals(1, refused.err().lines().count(), refused.err());
        Program set = password(PASSWORD, "--user", "ada");
        assertEquals(0, set.exitCode(30), set.err());
        for (String how : List.of("--basic", "--digest")) {
            assertEquals("la la la", song(how, "-u", "ada:" + PASSWORD));
        }
        Path kept = peer.home().resolve("data/org.myrmex.http/login");
        assertFalse(Files.readString(kept).contains(PASSWORD));
        String mount = peer.say("mount");
        assertFalse(mount.contains(PASSWORD), mount);
        assertTrue(mount.contains("as user ada"), mount);
        assertFalse(Files.readString(peer.home().resolve("logs/myrmex.log")).contains(PASSWORD));
        assertEquals(2, peer.run("password", "--new", PASSWORD).exitCode(), "not where others can read it");

        peer.terminate();
        peer.exitCode();
        peer.start();
        assertEquals("la la la", song("--digest", "-u", "ada:" + PASSWORD));
        peer.say("password", "--remove");
        assertEquals("401", status(List.of("-u", "ada:" + PASSWORD, url())));
        assertEquals("401", status(List.of("--digest", "-u", "ada:" + PASSWORD, url())));
        assertEquals("la la la", song("-u", "myrmex:" + Json.text(peer.say("mount", "--json"), "password")));
    }

    @Test
    @Order(4)
    void aPasswordIsTypedTwiceAndNotShown() throws Exception {
        peer.awaitUp();
        try (Typist typist = new Typist(folder, machines.machine("home").inside(passwordCommand("--user", "ada")))) {
            typist.answer("new password: ", PASSWORD);
            typist.answer("once more: ", PASSWORD + "!");
            assertEquals(1, typist.exitCode(), typist.seen());
            assertTrue(typist.seen().contains("two different passwords"), typist.seen());
        }
        assertEquals("401", status(List.of("-u", "ada:" + PASSWORD, url())), "nothing has changed");
        try (Typist typist = new Typist(folder, machines.machine("home").inside(passwordCommand("--user", "ada")))) {
            typist.answer("new password: ", PASSWORD);
            typist.answer("once more: ", PASSWORD);
            assertEquals(0, typist.exitCode(), typist.seen());
            assertFalse(typist.seen().contains(PASSWORD), typist.seen());
        }
        assertEquals("la la la", song("-u", "ada:" + PASSWORD));
        peer.say("password", "--remove");
    }

    @Test
    @Order(5)
    void whoeverStormsWithWrongPasswordsWaitsAndTheOwnerDoesNot() throws Exception {
        peer.awaitUp();
        assertEquals(0, password(PASSWORD).exitCode(30));
        String secret = Json.text(peer.say("mount", "--json"), "password");
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(status(List.of("-u", "myrmex:wrong number " + i, url())));
        }
        System.out.println("answers to a storm: " + answers);
        assertEquals("401", answers.get(0));
        assertTrue(answers.stream().filter("429"::equals).count() >= 10, answers::toString);
        // a wait that ends at this very moment lets one through
        String slowed = "";
        for (int i = 0; i < 5 && !slowed.startsWith("HTTP/1.1 429 "); i++) {
            status(List.of("-u", "myrmex:wrong once more", url()));
            slowed = curl(List.of("-i", "-u", "myrmex:" + PASSWORD, url()));
        }
        assertTrue(slowed.startsWith("HTTP/1.1 429 "), "not even a right one is looked at there: " + slowed);
        assertTrue(slowed.contains("\r\nRetry-After: "), slowed);
        assertEquals("la la la", song("--digest", "-u", "myrmex:" + secret), "what cannot be guessed opens meanwhile");
        List<String> here = machines.machine("home")
                .inside(List.of(
                        "curl",
                        "-sS",
                        "--cacert",
                        certificate.toString(),
                        "--digest",
                        "-u",
                        "myrmex:" + PASSWORD,
                        "https://127.0.0.1:7443/dav/shares/music/song.txt"));
        assertEquals("la la la", Program.say(folder, Map.of(), here), "and the owner elsewhere");
    }

    @Test
    @Order(2)
    void rcloneCopiesOverItByTheLineThatMountPrints() throws Exception {
        peer.awaitUp();
        String line = peer.say("mount")
                .lines()
                .filter(one -> one.startsWith("rclone "))
                .findFirst()
                .orElseThrow()
                .replaceFirst("^rclone +", "");
        assertEquals(
                "        8 song.txt\n",
                Program.say(
                        folder,
                        Map.of("RCLONE_CONFIG", folder.resolve("rclone.conf").toString()),
                        machines.machine("home")
                                .inside(List.of("sh", "-c", line.replace(" lsf ", " ls ") + "shares/music"))));
    }

    private static Program password(String password, String... options) throws IOException {
        Path line = Files.writeString(folder.resolve("password.txt"), password + "\n");
        return Program.start(
                folder,
                Map.of(),
                machines.machine("home")
                        .inside(List.of(
                                "sh",
                                "-c",
                                "'" + String.join("' '", passwordCommand(options)) + "' < '" + line + "'")));
    }

    private static List<String> passwordCommand(String... options) {
        List<String> words = new ArrayList<>(List.of(
                Myrmex.DISTRIBUTION.resolve("bin/myrmex").toString(),
                "--home",
                peer.home().toString(),
                "password"));
        words.addAll(List.of(options));
        return words;
    }

    private static String url() {
        return "https://192.168.7.1:7443/dav/shares/music/song.txt";
    }

    private static String song(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-f"));
        all.addAll(List.of(options));
        all.add(url());
        return curl(all);
    }

    /** {@code 000} where there was none. */
    private static String status(List<String> words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-o", "/dev/null", "-w", "%{http_code}", "-m", "5"));
        all.addAll(words);
        try (Program curl = begin(all)) {
            curl.exitCode(60);
            return curl.out();
        }
    }

    private static String curlExit(String url) throws IOException, InterruptedException {
        List<String> without = machines.machine("away").inside(List.of("curl", "-sS", url));
        try (Program curl = Program.start(folder, Map.of(), without)) {
            return Integer.toString(curl.exitCode(60));
        }
    }

    private static String curl(List<String> words) throws IOException, InterruptedException {
        try (Program curl = begin(words)) {
            assertEquals(0, curl.exitCode(60), () -> String.join(" ", words));
            return curl.out();
        }
    }

    private static Program begin(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(List.of("curl", "-sS", "--cacert", certificate.toString()));
        all.addAll(words);
        return Program.start(folder, Map.of(), machines.machine("away").inside(all));
    }

    private static String port(String socket) {
        return socket.strip().split(" +", -1)[3].replaceFirst(".*:", "");
    }
}
