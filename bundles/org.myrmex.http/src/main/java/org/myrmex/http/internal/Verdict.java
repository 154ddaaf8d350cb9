package org.myrmex.http.internal;

/** What the guard thinks of a request. */
enum Verdict {
    /** The owner. */
    OWNER(200, ""),
    /** Wants to trade a one-time link for a session. */
    LOGIN(200, ""),
    /** Asks at the root what is spoken here, which some clients do before they show a key. */
    GREETING(200, ""),
    WRONG_HOST(
            421,
            "this peer is not called that; use its address, or add the name to 'hosts' in conf/org.myrmex.http.json"),
    /** TRACE would send the key back, into any log on the way. */
    WRONG_METHOD(405, "that method is not offered here"),
    WRONG_PATH(
            400, "the path is not well formed; names of '.' and '..', empty ones and control characters are not taken"),
    FOREIGN_ORIGIN(403, "a page of another site may not speak to this peer"),
    NO_KEY(401, "show the token of the peer's home, or open a link that this prints: myrmex page"),
    /** As {@link #NO_KEY}, for a client that can ask its owner for a password, or has only to answer another nonce. */
    NO_PASSWORD(401, "show the user and password that this prints: myrmex mount"),
    TOO_MANY(429, "too many wrong keys; try again after the seconds that Retry-After names");

    private final int status;
    private final String reason;

    Verdict(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    /** One line for whoever asked. */
    String reason() {
        return reason;
    }
}
