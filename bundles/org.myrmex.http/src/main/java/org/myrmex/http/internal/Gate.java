package org.myrmex.http.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myrmex.http.digest.DigestAnswer;

/**
 * Decides who may come in: name first, then method and path, then origin, key last, so that a stranger's page never gets to
 * guess keys.
 */
final class Gate {
    static final String LOGIN_PATH = "/login";

    private static final Set<String> REFUSED_METHODS = Set.of("TRACE", "TRACK", "CONNECT");
    /** Methods of clients that mount a tree; such a client asks for a password and keeps it. */
    private static final Set<String> DAV_METHODS =
            Set.of("OPTIONS", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT");
    /** A browser says neither "cross-site" nor "same-site": the page next door on this machine is a stranger as well. */
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");
    /** Windows asks the root what it is before it mounts anything below (OPTIONS, no key). */
    private static final Set<String> GREETED = Set.of("/", "/dav", "/dav/");

    private final Keys keys;
    private final Judge judge;

    Gate(Keys keys, Judge judge) {
        this.keys = keys;
        this.judge = judge;
    }

    Ruling judge(Knock knock, Hosts hosts) {
        if (knock.hosts().size() != 1 || !hosts.allows(knock.hosts().get(0), knock.target(), knock.localAddress())) {
            return Ruling.of(Verdict.WRONG_HOST);
        }
        if (REFUSED_METHODS.contains(knock.method())) {
            return Ruling.of(Verdict.WRONG_METHOD);
        }
        if (RequestPath.parse(knock.path()).isEmpty()) {
            return Ruling.of(Verdict.WRONG_PATH);
        }
        boolean login = knock.path().equals(LOGIN_PATH) && knock.method().equals("GET");
        if (isForeign(knock, login)) {
            return Ruling.of(Verdict.FOREIGN_ORIGIN);
        }
        return login ? Ruling.of(Verdict.LOGIN) : byKey(knock);
    }

    private static boolean isForeign(Knock knock, boolean login) {
        String own = knock.scheme() + "://" + knock.hosts().get(0);
        if (knock.origins().size() > 1 || knock.origins().stream().anyMatch(origin -> !origin.equalsIgnoreCase(own))) {
            return true;
        }
        boolean followedLink = login && knock.navigation() == Knock.Navigation.YES;
        return knock.site().isPresent() && !OWN_SITE.contains(knock.site().get()) && !followedLink;
    }

    private Ruling byKey(Knock knock) {
        boolean dav = knock.path().equals("/dav") || knock.path().startsWith("/dav/");
        boolean asksPassword = dav || DAV_METHODS.contains(knock.method());
        boolean greeting = knock.method().equals("OPTIONS") && GREETED.contains(knock.path());
        Ruling ruling = ruling(knock, asksPassword);
        boolean stranger =
                ruling.verdict() != Verdict.OWNER && knock.authorizations().isEmpty();
        boolean ownerAtRoot = ruling.verdict() == Verdict.OWNER && knock.path().equals("/");
        return greeting && (stranger || ownerAtRoot) ? Ruling.of(Verdict.GREETING) : ruling;
    }

    private Ruling ruling(Knock knock, boolean asksPassword) {
        Verdict refusal = asksPassword ? Verdict.NO_PASSWORD : Verdict.NO_KEY;
        List<String> shown = knock.authorizations();
        if (shown.isEmpty()) {
            boolean known = knock.cookies().stream().anyMatch(keys.sessions()::isOpen);
            return Ruling.of(known ? Verdict.OWNER : refusal);
        }
        if (shown.size() > 1) {
            return judge.wrong(refusal);
        }
        Ruling ruling = asksPassword ? byPassword(shown.get(0), knock) : byToken(shown.get(0));
        return ruling.verdict() == Verdict.NO_KEY ? Ruling.of(refusal) : ruling;
    }

    private Ruling byPassword(String authorization, Knock knock) {
        if (DigestAnswer.isMeant(authorization)) {
            return DigestAnswer.parse(authorization)
                    .map(answer -> judge.digest(answer, knock))
                    .orElseGet(() -> judge.wrong(Verdict.NO_PASSWORD));
        }
        Optional<Credentials> credentials = Credentials.parse(authorization);
        Optional<String> user = credentials.flatMap(Credentials::user);
        return user.isPresent() ? judge.basic(user.get(), credentials.get().secret(), knock) : byToken(authorization);
    }

    private Ruling byToken(String authorization) {
        return Credentials.parse(authorization)
                .filter(credentials -> credentials.user().isEmpty())
                .map(credentials -> judge.token(credentials.secret()))
                .orElseGet(() -> judge.wrong(Verdict.NO_KEY));
    }
}
