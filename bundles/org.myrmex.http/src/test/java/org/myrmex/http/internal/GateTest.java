package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class GateTest {
    @TempDir
    Path home;

    private final Hosts hosts = new Hosts(List.of());
    private Keys keys;
    private Gate gate;
    private String token;

    @BeforeEach
    void open() throws IOException {
        BundleContext bundle = (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> home.toString());
        keys = new Keys(bundle, () -> 0);
        gate = new Gate(keys);
        token = Files.readString(home.resolve("run/token")).strip();
    }

    @Test
    void theTokenOfTheHomeOpens() {
        assertEquals(Verdict.OWNER, gate.judge(knock("Bearer " + token), hosts));
        assertEquals(Verdict.OWNER, gate.judge(knock("bearer " + token), hosts));
    }

    @Test
    void anythingElseDoesNot() {
        assertEquals(Verdict.NO_KEY, gate.judge(knock("Bearer " + token.substring(1)), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock("Bearer "), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock("Basic " + token), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock(token), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock(null), hosts));
    }

    @Test
    void theNameIsCheckedBeforeTheKey() {
        Knock rebound = knock("GET", "/", "evil.example:7080", null, "Bearer " + token, List.of());
        assertEquals(Verdict.WRONG_HOST, gate.judge(rebound, hosts));
        assertEquals(
                Verdict.WRONG_HOST, gate.judge(knock("GET", "/", null, null, "Bearer " + token, List.of()), hosts));
    }

    @Test
    void aForeignPageIsRefusedEvenWithTheKey() {
        for (String origin :
                List.of("http://evil.example", "null", "http://127.0.0.1:7090", "https://127.0.0.1:7080")) {
            Knock foreign = knock("POST", "/api", "127.0.0.1:7080", origin, "Bearer " + token, List.of());
            assertEquals(Verdict.FOREIGN_ORIGIN, gate.judge(foreign, hosts), origin);
        }
        Knock own = knock("POST", "/api", "127.0.0.1:7080", "http://127.0.0.1:7080", "Bearer " + token, List.of());
        assertEquals(Verdict.OWNER, gate.judge(own, hosts));
    }

    @Test
    void aBrowserThatOpenedALinkIsTheOwner() {
        String browser = keys.sessions().open(keys.sessions().link()).orElseThrow();
        Knock known = knock("GET", "/", "127.0.0.1:7080", null, null, List.of("old", browser));
        assertEquals(Verdict.OWNER, gate.judge(known, hosts));
        Knock unknown = knock("GET", "/", "127.0.0.1:7080", null, null, List.of("old"));
        assertEquals(Verdict.NO_KEY, gate.judge(unknown, hosts));
    }

    @Test
    void onlyTheLoginItselfIsOpen() {
        assertEquals(Verdict.LOGIN, gate.judge(knock("GET", "/login", "localhost", null, null, List.of()), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock("POST", "/login", "localhost", null, null, List.of()), hosts));
        assertEquals(Verdict.NO_KEY, gate.judge(knock("GET", "/login/x", "localhost", null, null, List.of()), hosts));
    }

    @Test
    void theKeyIsNeverEchoed() {
        Knock trace = knock("TRACE", "/", "localhost", null, "Bearer " + token, List.of());
        assertEquals(Verdict.WRONG_METHOD, gate.judge(trace, hosts));
    }

    private static Knock knock(String authorization) {
        return knock("GET", "/", "127.0.0.1:7080", null, authorization, List.of());
    }

    private static Knock knock(
            String method, String path, String host, String origin, String authorization, List<String> cookies) {
        return new Knock(
                "http",
                method,
                path,
                Optional.ofNullable(host),
                "127.0.0.1",
                Optional.ofNullable(origin),
                Optional.ofNullable(authorization),
                cookies);
    }
}
