package org.myrmex.http.digest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an honest client answers to a challenge, by the letter of RFC 7616, 3.4. */
public final class DigestClient {
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final Pattern REALM = Pattern.compile("realm=\"([^\"]+)\"");

    private DigestClient() {}

    /** The header for the challenge of that algorithm. */
    public static String answer(
            List<String> offers, String algorithm, String user, String password, String method, String uri, int count) {
        String offer = offers.stream()
                .filter(one -> one.contains("algorithm=" + algorithm + ","))
                .findFirst()
                .orElseThrow();
        return header(algorithm, user, first(REALM, offer), password, first(NONCE, offer), method, uri, count);
    }

    static String header(
            String algorithm,
            String user,
            String realm,
            String password,
            String nonce,
            String method,
            String uri,
            int count) {
        Algorithm hash = Algorithm.of(algorithm).orElseThrow();
        String nc = String.format("%08x", count);
        String one = hash.hash(user + ":" + realm + ":" + password);
        String two = hash.hash(method + ":" + uri);
        String response = hash.hash(one + ":" + nonce + ":" + nc + ":abc:auth:" + two);
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", uri=\"" + uri + "\", algorithm=" + algorithm
                + ", nonce=\"" + nonce + "\", nc=" + nc + ", cnonce=\"abc\", qop=auth, response=\"" + response + "\"";
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
