package org.myrmex.http.internal;

import java.util.Optional;

/** Decides who may come in: name first, origin second, key last, so that a stranger's page never gets to guess keys. */
final class Gate {
    static final String LOGIN_PATH = "/login";

    private static final String BEARER = "Bearer ";

    private final Keys keys;

    Gate(Keys keys) {
        this.keys = keys;
    }

    Verdict judge(Knock knock, Hosts hosts) {
        Optional<String> authority = knock.authority();
        if (authority.isEmpty() || !hosts.allows(authority.get(), knock.localAddress())) {
            return Verdict.WRONG_HOST;
        }
        if (knock.method().equals("TRACE") || knock.method().equals("CONNECT")) {
            return Verdict.WRONG_METHOD;
        }
        if (knock.origin().isPresent()
                && !knock.origin().get().equalsIgnoreCase(knock.scheme() + "://" + authority.get())) {
            return Verdict.FOREIGN_ORIGIN;
        }
        if (knock.path().equals(LOGIN_PATH) && knock.method().equals("GET")) {
            return Verdict.LOGIN;
        }
        return hasKey(knock) ? Verdict.OWNER : Verdict.NO_KEY;
    }

    private boolean hasKey(Knock knock) {
        if (knock.authorization().isPresent()) {
            String header = knock.authorization().get();
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && keys.isToken(header.substring(BEARER.length()).strip());
        }
        return knock.cookies().stream().anyMatch(keys.sessions()::isOpen);
    }
}
