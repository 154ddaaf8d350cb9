package org.myrmex.http.digest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client shows in {@code Authorization: Digest …} (RFC 7616, 3.4), with {@code qop=auth}, which is all that is offered.
 *
 * @param uri as the client wrote it
 * @param count how often it used this nonce, from 1; eight hexadecimal digits
 * @param response lower-case hexadecimal
 */
public record DigestAnswer(
        String user,
        String realm,
        String nonce,
        String uri,
        Algorithm algorithm,
        String clientNonce,
        String count,
        String response) {
    /** The address stands in it, and a path may have 8,192 characters. */
    private static final int MAX_CHARACTERS = 12_288;

    private static final int MAX_PARAMETERS = 16;
    private static final String SCHEME = "digest ";
    /** RFC 9110, 11.2: auth-param. Possessive, so that no header makes it try twice. */
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}+)[ \\t]*+=[ \\t]*+"
                    + "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<token>[^\\s\",;=]++))[ \\t]*+(?:,|$)");

    private static final Pattern COUNT = Pattern.compile("[0-9a-fA-F]{8}");
    private static final Pattern RESPONSE = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{64}");

    /** Whether a header is of this scheme at all. */
    public static boolean isMeant(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Empty for whatever is not whole, is said twice, or was not offered. */
    public static Optional<DigestAnswer> parse(String header) {
        if (!isMeant(header) || header.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        return parameters(header.substring(SCHEME.length())).flatMap(DigestAnswer::of);
    }

    /** For the replay check; from 1 in an honest answer. */
    long useCount() {
        return Long.parseLong(count, 16);
    }

    private static Optional<Map<String, String>> parameters(String text) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end || found.size() == MAX_PARAMETERS) {
                return Optional.empty();
            }
            String quoted = matcher.group("quoted");
            String value = quoted == null ? matcher.group("token") : quoted.replaceAll("\\\\(.)", "$1");
            if (found.put(matcher.group("name").toLowerCase(Locale.ROOT), value) != null) {
                return Optional.empty();
            }
            end = matcher.end();
        }
        return Optional.of(found);
    }

    private static Optional<DigestAnswer> of(Map<String, String> parameters) {
        Optional<Algorithm> algorithm = Algorithm.of(parameters.getOrDefault("algorithm", Algorithm.MD5.title()));
        boolean whole = parameters.keySet().containsAll(List.of("username", "realm", "nonce", "uri", "cnonce"))
                && parameters.getOrDefault("qop", "").equals("auth")
                && COUNT.matcher(parameters.getOrDefault("nc", "")).matches()
                && RESPONSE.matcher(parameters.getOrDefault("response", "")).matches()
                && !parameters.getOrDefault("userhash", "false").equalsIgnoreCase("true");
        if (algorithm.isEmpty() || !whole) {
            return Optional.empty();
        }
        return Optional.of(new DigestAnswer(
                parameters.get("username"),
                parameters.get("realm"),
                parameters.get("nonce"),
                parameters.get("uri"),
                algorithm.get(),
                parameters.get("cnonce"),
                parameters.get("nc"),
                parameters.get("response").toLowerCase(Locale.ROOT)));
    }
}
