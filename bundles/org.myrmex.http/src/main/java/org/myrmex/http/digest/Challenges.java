package org.myrmex.http.digest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is offered to a client that has shown no key, or a wrong one, and what becomes of its answer. */
public final class Challenges {
    /** The redirector of Windows and its forerunner. */
    private static final List<String> WINDOWS = List.of("microsoft-webdav-miniredir", "davclnt");

    private final String realm;
    private final Nonces nonces;

    public Challenges(String realm, Nonces nonces) {
        this.realm = realm;
        this.nonces = nonces;
    }

    /** What an answer is worth. */
    public enum Worth {
        RIGHT,
        /** The password is right, the nonce is not, or no longer: the client is to answer another, and asks nobody for it. */
        STALE,
        WRONG
    }

    /**
     * Values of {@code WWW-Authenticate}, the preferred one first.
     *
     * @param agent the client's {@code User-Agent}, or empty
     */
    public List<String> offers(String agent, boolean stale, long nowMicros) {
        String start = "Digest realm=\"" + realm + "\", qop=\"auth\", algorithm=";
        String end = ", nonce=\"" + nonces.issue(nowMicros) + "\", charset=UTF-8" + (stale ? ", stale=true" : "");
        // A client is to skip an algorithm that it does not know; nobody has promised that of this one, which knows MD5
        // only.
        boolean oldOnly = WINDOWS.stream().anyMatch(agent.toLowerCase(Locale.ROOT)::startsWith);
        return Stream.concat(
                        Stream.of(Algorithm.values())
                                .filter(algorithm -> !oldOnly || algorithm == Algorithm.MD5)
                                .map(algorithm -> start + algorithm.title() + end),
                        Stream.of("Basic realm=\"" + realm + "\", charset=\"UTF-8\""))
                .toList();
    }

    /**
     * Judges an answer by a login.
     *
     * @param target path and query of the request, as they were sent
     */
    public Worth worth(DigestAnswer answer, String method, String target, Login login, long nowMicros) {
        if (!login.answers(answer, method) || !isTarget(answer.uri(), target)) {
            return Worth.WRONG;
        }
        return nonces.use(answer.nonce(), answer.useCount(), nowMicros) ? Worth.RIGHT : Worth.STALE;
    }

    /** An answer to one request must not open another (RFC 7616, 3.4.6). Some clients write the whole address. */
    private static boolean isTarget(String uri, String target) {
        return uri.equals(target) || uri.replaceFirst("^https?://[^/?#]*+", "").equals(target);
    }
}
