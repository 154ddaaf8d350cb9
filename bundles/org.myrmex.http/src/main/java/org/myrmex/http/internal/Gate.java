package org.myrmex.http.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    Gate(Keys keys) {
        this.keys = keys;
    }

    Verdict judge(Knock knock, Hosts hosts) {
        if (knock.hosts().size() != 1 || !hosts.allows(knock.hosts().get(0), knock.target(), knock.localAddress())) {
            return Verdict.WRONG_HOST;
        }
        if (REFUSED_METHODS.contains(knock.method())) {
            return Verdict.WRONG_METHOD;
        }
        if (RequestPath.parse(knock.path()).isEmpty()) {
            return Verdict.WRONG_PATH;
        }
        boolean login = knock.path().equals(LOGIN_PATH) && knock.method().equals("GET");
        if (isForeign(knock, login)) {
            return Verdict.FOREIGN_ORIGIN;
        }
        return login ? Verdict.LOGIN : byKey(knock);
    }

    private static boolean isForeign(Knock knock, boolean login) {
        String own = knock.scheme() + "://" + knock.hosts().get(0);
        if (knock.origins().size() > 1 || knock.origins().stream().anyMatch(origin -> !origin.equalsIgnoreCase(own))) {
            return true;
        }
        boolean followedLink = login && knock.navigation() == Knock.Navigation.YES;
        return knock.site().isPresent() && !OWN_SITE.contains(knock.site().get()) && !followedLink;
    }

    private Verdict byKey(Knock knock) {
        boolean root = knock.path().equals("/");
        boolean dav = knock.path().equals("/dav") || knock.path().startsWith("/dav/");
        boolean greeting = knock.method().equals("OPTIONS") && GREETED.contains(knock.path());
        boolean asksPassword = dav || DAV_METHODS.contains(knock.method());
        List<String> shown = knock.authorizations();
        if (shown.isEmpty()) {
            if (knock.cookies().stream().anyMatch(keys.sessions()::isOpen)) {
                return greeting && root ? Verdict.GREETING : Verdict.OWNER;
            }
        } else if (shown.size() == 1 && opens(shown.get(0), asksPassword)) {
            return greeting && root ? Verdict.GREETING : Verdict.OWNER;
        } else if (!keys.attempts().note()) {
            return Verdict.TOO_MANY;
        }
        if (greeting && shown.isEmpty()) {
            return Verdict.GREETING;
        }
        return asksPassword ? Verdict.NO_PASSWORD : Verdict.NO_KEY;
    }

    private boolean opens(String authorization, boolean passwordWillDo) {
        Optional<Credentials> credentials = Credentials.parse(authorization);
        if (credentials.isEmpty()) {
            return false;
        }
        String secret = credentials.get().secret();
        return credentials
                .get()
                .user()
                .map(user -> passwordWillDo && keys.isPassword(user, secret))
                .orElseGet(() -> keys.isToken(secret));
    }
}
