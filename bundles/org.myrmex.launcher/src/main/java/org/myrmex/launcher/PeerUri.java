package org.myrmex.launcher;

import java.util.regex.Pattern;

/** Checks a peer's address, {@code tls://host:port#peerId}, before anything starts. The mesh reads it again. */
final class PeerUri {
    private static final Pattern SHAPE = Pattern.compile("tls://(?<host>\\[[0-9a-fA-F:.]+(%[\\w.]+)?]|[\\w.-]+)"
            + ":(?<port>[0-9]{1,5})(#(?<id>[a-z2-7]{51}[aq]))?");
    // 256 bits are 51 base32 letters and one bit more, so the last letter can only be 'a' or 'q' (RFC 4648, section 6).

    private PeerUri() {}

    static String checked(String text) throws Refusal {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches() || HostPort.port(matcher.group("port")).orElse(0) == 0) {
            throw Refusal.wrongUsage(
                    "wrong peer address '" + text + "'",
                    "write tls://HOST:PORT, or all that follows --peer in the other peer's invite line");
        }
        return text;
    }
}
