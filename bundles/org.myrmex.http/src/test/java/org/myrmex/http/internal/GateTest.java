package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.http.digest.DigestClient;

class GateTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path home;

    private final AtomicLong nowMicros = new AtomicLong();
    private final Hosts hosts = new Hosts(List.of());
    private Keys keys;
    private Gate gate;
    private Judge judge;
    private String bearer;
    private String basic;

    @BeforeEach
    void open() throws IOException {
        keys = new Keys(Homes.bundle(home), nowMicros::get);
        judge = new Judge(keys, nowMicros::get);
        gate = new Gate(keys, judge);
        bearer = "Bearer " + Files.readString(home.resolve("run/token")).strip();
        basic = basic("myrmex", keys.logins().secret());
    }

    @Test
    void theTokenOfTheHomeOpensEverything() {
        assertEquals(Verdict.OWNER, judge(new Asking().key(bearer)));
        assertEquals(Verdict.OWNER, judge(new Asking().key(bearer.replace("Bearer", "bearer"))));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/shares/").key(bearer)));
    }

    @Test
    void thePasswordOpensTheFilesAndNothingElse() {
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/shares/").key(basic)));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav").key(basic)));
        assertEquals(
                Verdict.OWNER, judge(new Asking().method("PROPFIND").path("/").key(basic)));
        assertEquals(Verdict.NO_KEY, judge(new Asking().path("/api/v1/commands").key(basic)));
        assertEquals(Verdict.NO_KEY, judge(new Asking().path("/davx").key(basic)));
        assertEquals(
                Verdict.NO_PASSWORD,
                judge(new Asking().path("/dav/").key(basic("root", keys.logins().secret()))));
        assertEquals(Verdict.NO_PASSWORD, judge(new Asking().path("/dav/").key(basic("myrmex", "secret"))));
    }

    @Test
    void anythingElseOpensNothing() {
        for (String key : List.of(bearer + "x", "Bearer ", "Bearer", "Basic " + bearer.substring(7), "", "Basic =")) {
            assertEquals(Verdict.NO_KEY, judge(new Asking().key(key)), key);
        }
        assertEquals(Verdict.NO_KEY, judge(new Asking()));
        assertEquals(Verdict.NO_KEY, judge(new Asking().key(bearer).key(bearer)), "which of the two?");
    }

    @Test
    void aClientThatMountsIsAskedForAPassword() {
        assertEquals(Verdict.NO_PASSWORD, judge(new Asking().path("/dav/shares/")));
        assertEquals(Verdict.NO_PASSWORD, judge(new Asking().method("PROPFIND").path("/")));
        assertEquals(Verdict.NO_PASSWORD, judge(new Asking().method("OPTIONS").path("/dav/shares/")));
    }

    @Test
    void theRootGreetsClientsWithoutAKey() {
        for (String path : List.of("/", "/dav", "/dav/")) {
            assertEquals(Verdict.GREETING, judge(new Asking().method("OPTIONS").path(path)), path);
        }
        Asking withKey = new Asking().method("OPTIONS").path("/dav/").key(basic);
        assertEquals(Verdict.OWNER, judge(withKey), "the tree answers for itself");
        assertEquals(Verdict.WRONG_HOST, judge(new Asking().method("OPTIONS").host("evil.example", "evil.example")));
        assertEquals(
                Verdict.FOREIGN_ORIGIN, judge(new Asking().method("OPTIONS").origin("http://evil.example")));
    }

    @Test
    void theNameIsCheckedBeforeAllElse() {
        Asking rebound = new Asking().key(bearer).host("evil.example:7080", "evil.example");
        assertEquals(Verdict.WRONG_HOST, judge(rebound));
        assertEquals(
                Verdict.WRONG_HOST, judge(rebound.method("TRACE").path("/../").origin("http://evil.example")));
        assertEquals(Verdict.WRONG_HOST, judge(new Asking().key(bearer).noHost()));
        assertEquals(Verdict.WRONG_HOST, judge(new Asking().key(bearer).secondHost("127.0.0.1:7080")));
        assertEquals(Verdict.WRONG_HOST, judge(new Asking().key(bearer).host("127.0.0.1:7080", "evil.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "http://127.0.0.1:7090", "https://127.0.0.1:7080", "", "http://"})
    void aForeignPageIsRefusedEvenWithTheKey(String origin) {
        assertEquals(
                Verdict.FOREIGN_ORIGIN,
                judge(new Asking().method("POST").path("/api").origin(origin).key(bearer)));
    }

    @Test
    void theOwnPageIsNot() {
        Asking own =
                new Asking().origin("http://127.0.0.1:7080").site("same-origin").key(bearer);
        assertEquals(Verdict.OWNER, judge(own));
        assertEquals(Verdict.OWNER, judge(new Asking().site("none").key(bearer)));
        assertEquals(Verdict.FOREIGN_ORIGIN, judge(own.origin("http://evil.example")), "two of them");
    }

    @Test
    void whatAForeignPageLoadsIsRefusedWithoutAnOriginToo() {
        for (String site : List.of("cross-site", "same-site", "anything")) {
            assertEquals(Verdict.FOREIGN_ORIGIN, judge(new Asking().site(site).key(bearer)), site);
            assertEquals(
                    Verdict.FOREIGN_ORIGIN,
                    judge(new Asking().site(site).navigating().key(bearer)),
                    site);
            assertEquals(Verdict.FOREIGN_ORIGIN, judge(new Asking().site(site).path("/login")), site);
            assertEquals(
                    Verdict.LOGIN, judge(new Asking().site(site).navigating().path("/login")), site);
        }
    }

    @Test
    void aBrowserThatOpenedALinkIsTheOwner() {
        String browser = keys.sessions().open(keys.sessions().link()).orElseThrow();
        assertEquals(Verdict.OWNER, judge(new Asking().cookies("old", browser)));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/").cookies(browser)));
        assertEquals(Verdict.NO_KEY, judge(new Asking().cookies("old")));
        assertEquals(Verdict.NO_KEY, judge(new Asking().cookies(browser).key("Bearer wrong")));
    }

    @Test
    void onlyTheLoginItselfIsOpen() {
        assertEquals(Verdict.LOGIN, judge(new Asking().path("/login")));
        for (String path : List.of("/login/x", "/login;x", "/log%69n", "/login%2F")) {
            assertEquals(Verdict.NO_KEY, judge(new Asking().path(path)), path);
        }
        assertEquals(Verdict.NO_KEY, judge(new Asking().method("POST").path("/login")));
    }

    @Test
    void theKeyIsNeverEchoed() {
        for (String method : List.of("TRACE", "TRACK", "CONNECT")) {
            assertEquals(Verdict.WRONG_METHOD, judge(new Asking().method(method).key(bearer)), method);
        }
    }

    @Test
    void aPathOfTwoMeaningsIsRefusedBeforeTheKey() {
        assertEquals(Verdict.WRONG_PATH, judge(new Asking().path("/dav/%2e%2e/api")));
        assertEquals(Verdict.WRONG_PATH, judge(new Asking().path("/dav//x").key(bearer)));
    }

    @Test
    void guessersWaitAndTheOwnerDoesNot() {
        Asking wrong = new Asking().path("/dav/").key(basic("myrmex", "guess"));
        for (int i = 0; i < Attempts.MAX_FAILURES; i++) {
            assertEquals(Verdict.NO_PASSWORD, judge(wrong));
        }
        assertEquals(Verdict.TOO_MANY, judge(wrong));
        assertEquals(Verdict.TOO_MANY, judge(new Asking().key("Bearer guess")));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/").key(basic)));
        assertEquals(Verdict.OWNER, judge(new Asking().key(bearer)));
        assertEquals(Verdict.NO_KEY, judge(new Asking()), "who shows no key guesses nothing");
        nowMicros.addAndGet(Attempts.WINDOW_MICROS);
        assertEquals(Verdict.NO_PASSWORD, judge(wrong));
    }

    @Test
    void aPasswordOfOnesOwnOpensTheFilesAtOnceUntilItIsRemoved() throws IOException {
        Asking own = new Asking().path("/dav/").key(basic("ada", PASSWORD));
        assertEquals(Verdict.NO_PASSWORD, judge(own));
        keys.logins().choose("ada", PASSWORD);
        assertEquals(Verdict.OWNER, judge(own));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/").key(basic)), "the home's own goes on to work");
        assertEquals(Verdict.NO_KEY, judge(own.path("/api/v1/commands")), "files only");
        assertTrue(keys.logins().forget());
        assertEquals(Verdict.NO_PASSWORD, judge(own));
    }

    @Test
    void digestOpensWhatBasicOpens() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        for (String algorithm : List.of("SHA-256", "MD5")) {
            assertEquals(
                    Verdict.OWNER,
                    judge(new Asking()
                            .path("/dav/a?x=1")
                            .key(digest(algorithm, "ada", PASSWORD, "GET", "/dav/a?x=1"))));
            assertEquals(
                    Verdict.OWNER,
                    judge(new Asking()
                            .method("PUT")
                            .path("/dav/a")
                            .key(digest(algorithm, "myrmex", keys.logins().secret(), "PUT", "/dav/a"))));
        }
        String answer = digest("MD5", "ada", PASSWORD, "GET", "/dav/a");
        assertEquals(Verdict.NO_PASSWORD, judge(new Asking().path("/dav/b").key(answer)), "for another path");
        assertEquals(
                Verdict.NO_PASSWORD,
                judge(new Asking().method("PUT").path("/dav/a").key(answer)),
                "or method");
        assertEquals(
                Verdict.NO_KEY, judge(new Asking().path("/api").key(digest("MD5", "ada", PASSWORD, "GET", "/api"))));
    }

    @Test
    void anAnswerIsTakenOnceAndThenAskedForAgainWithoutAskingAPerson() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        Asking again = new Asking().path("/dav/").key(digest("SHA-256", "ada", PASSWORD, "GET", "/dav/"));
        assertEquals(Verdict.OWNER, judge(again));
        Ruling second = rule(again);
        assertEquals(Verdict.NO_PASSWORD, second.verdict());
        assertTrue(second.stale());
        assertTrue(judge.offers("", true).get(0).endsWith(", stale=true"));
        for (int i = 0; i < 2 * Attempts.MAX_FAILURES; i++) {
            assertTrue(rule(again).stale(), "and is no wrong key");
        }
    }

    @Test
    void whoeverGuessesWaitsLongerEachTimeAndNobodyElseDoes() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        int guesses = 0;
        while (judge(guess("192.0.2.1", guesses)) == Verdict.NO_PASSWORD) {
            guesses++;
        }
        assertEquals(Patience.FREE + 1, guesses);
        Asking right = new Asking().path("/dav/").key(basic("ada", PASSWORD));
        assertEquals(new Ruling(Verdict.TOO_MANY, 1, false), rule(right.from("192.0.2.1")), "not even looked at");
        assertEquals(Verdict.OWNER, judge(right.from("192.0.2.2")));
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/").key(basic).from("192.0.2.1")), "beyond guessing");
        assertEquals(Verdict.OWNER, judge(new Asking().path("/dav/").key(bearer).from("192.0.2.1")));
        nowMicros.addAndGet(1_000_000);
        assertEquals(Verdict.NO_PASSWORD, judge(guess("192.0.2.1", guesses)));
        assertEquals(2, rule(right.from("192.0.2.1")).retrySeconds());
        nowMicros.addAndGet(2_000_000);
        assertEquals(Verdict.OWNER, judge(right.from("192.0.2.1")));
        assertEquals(Verdict.NO_PASSWORD, judge(guess("192.0.2.1", 0)));
        assertEquals(4, rule(right.from("192.0.2.1")).retrySeconds(), "nothing is forgotten");
        nowMicros.addAndGet(4_000_000 + Patience.MEMORY_MICROS);
        for (int i = 0; i < Patience.FREE; i++) {
            assertEquals(Verdict.NO_PASSWORD, judge(guess("192.0.2.1", i)));
        }
        assertEquals(Verdict.OWNER, judge(right.from("192.0.2.1")), "but after an hour");
    }

    @Test
    void whoeverGuessesBesideTheOwnersMountWaitsAllTheSame() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        Asking mount = new Asking().path("/dav/").agent("mount").key(basic("ada", PASSWORD));
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Verdict.OWNER, judge(mount), "and he does not");
            looked += judge(guess("127.0.0.1", i)) == Verdict.NO_PASSWORD ? 1 : 0;
            nowMicros.addAndGet(1_000);
        }
        assertEquals(Patience.FREE + 1, looked);
    }

    @Test
    void aForgottenMountWithAnOldPasswordKeepsNoOtherProgramOut() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        for (int i = 0; i < 100; i++) {
            Asking old = new Asking().path("/dav/").agent("davfs2/1.6");
            judge(old.from("192.0.2.1").key(digest("MD5", "ada", "the one of last year", "GET", "/dav/")));
        }
        Asking browser = new Asking().path("/dav/").agent("Firefox").from("192.0.2.1");
        assertEquals(Verdict.OWNER, judge(browser.key(basic("ada", PASSWORD))));
    }

    @Test
    void whatIsNoPasswordKeepsNobodyOut() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        Asking right = new Asking().path("/dav/").from("192.0.2.1").key(basic("ada", PASSWORD));
        for (int i = 0; i < 10 * Attempts.MAX_FAILURES; i++) {
            judge(new Asking().path("/dav/").from("192.0.2.2").key("x"));
            judge(new Asking().path("/dav/").from("192.0.2.2").key("Digest x"));
            judge(new Asking().path("/dav/").from("192.0.2.2").key(basic("user " + i, "x")));
        }
        assertEquals(Verdict.TOO_MANY, judge(new Asking().path("/dav/").key("x")));
        assertEquals(Verdict.OWNER, judge(right), "nor do many passwords from one place");
    }

    @Test
    void manyWhoGuessALittleAreSlowedDownTogetherAndTheOwnersPlaceIsNot() throws IOException {
        keys.logins().choose("ada", PASSWORD);
        Asking right = new Asking().path("/dav/").key(basic("ada", PASSWORD));
        assertEquals(Verdict.OWNER, judge(right.from("2001:db8::1")));
        for (int i = 0; i < Strangers.MAX_NETWORKS; i++) {
            assertEquals(Verdict.NO_PASSWORD, judge(guess("192.0.2." + i, i)));
        }
        assertEquals(Verdict.TOO_MANY, judge(guess("192.0.2.99", 0)));
        assertEquals(Verdict.TOO_MANY, judge(right.from("192.0.2.98")), "not looked at from anywhere new");
        assertEquals(Verdict.OWNER, judge(right.from("2001:db8::2")), "the same network");
        assertEquals(Verdict.OWNER, judge(right), "nor is this machine");
    }

    private Asking guess(String from, int number) {
        return new Asking().path("/dav/").from(from).key(basic("ada", "guess number " + number));
    }

    private String digest(String algorithm, String user, String password, String method, String uri) {
        return DigestClient.answer(judge.offers("", false), algorithm, user, password, method, uri, 1);
    }

    private Verdict judge(Asking asking) {
        return rule(asking).verdict();
    }

    private Ruling rule(Asking asking) {
        return gate.judge(asking.knock(), hosts);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A request in the making. */
    private record Asking(
            String method,
            String path,
            List<String> hosts,
            String target,
            String remote,
            String agent,
            List<String> origins,
            Optional<String> site,
            Knock.Navigation navigation,
            List<String> keys,
            List<String> cookies) {
        Asking() {
            this(
                    "GET",
                    "/",
                    List.of("127.0.0.1:7080"),
                    "127.0.0.1",
                    "127.0.0.1",
                    "",
                    List.of(),
                    Optional.empty(),
                    Knock.Navigation.NO,
                    List.of(),
                    List.of());
        }

        Asking method(String name) {
            return new Asking(name, path, hosts, target, remote, agent, origins, site, navigation, keys, cookies);
        }

        Asking path(String raw) {
            return new Asking(method, raw, hosts, target, remote, agent, origins, site, navigation, keys, cookies);
        }

        Asking host(String header, String inTarget) {
            return new Asking(
                    method, path, List.of(header), inTarget, remote, agent, origins, site, navigation, keys, cookies);
        }

        Asking noHost() {
            return new Asking(method, path, List.of(), target, remote, agent, origins, site, navigation, keys, cookies);
        }

        Asking secondHost(String header) {
            return new Asking(
                    method,
                    path,
                    List.of(hosts.get(0), header),
                    target,
                    remote,
                    agent,
                    origins,
                    site,
                    navigation,
                    keys,
                    cookies);
        }

        Asking origin(String header) {
            return new Asking(
                    method, path, hosts, target, remote, agent, plus(origins, header), site, navigation, keys, cookies);
        }

        Asking site(String header) {
            return new Asking(
                    method,
                    path,
                    hosts,
                    target,
                    remote,
                    agent,
                    origins,
                    Optional.of(header),
                    navigation,
                    keys,
                    cookies);
        }

        Asking from(String address) {
            return new Asking(method, path, hosts, target, address, agent, origins, site, navigation, keys, cookies);
        }

        Asking agent(String name) {
            return new Asking(method, path, hosts, target, remote, name, origins, site, navigation, keys, cookies);
        }

        Asking navigating() {
            return new Asking(
                    method, path, hosts, target, remote, agent, origins, site, Knock.Navigation.YES, keys, cookies);
        }

        Asking key(String header) {
            return new Asking(
                    method, path, hosts, target, remote, agent, origins, site, navigation, plus(keys, header), cookies);
        }

        Asking cookies(String... values) {
            return new Asking(
                    method, path, hosts, target, remote, agent, origins, site, navigation, keys, List.of(values));
        }

        Knock knock() {
            return new Knock(
                    "http",
                    method,
                    path.replaceFirst("\\?.*", ""),
                    path,
                    hosts,
                    target,
                    "127.0.0.1",
                    remote,
                    agent,
                    origins,
                    site,
                    navigation,
                    keys,
                    cookies);
        }

        private static List<String> plus(List<String> list, String one) {
            List<String> longer = new java.util.ArrayList<>(list);
            longer.add(one);
            return List.copyOf(longer);
        }
    }
}
