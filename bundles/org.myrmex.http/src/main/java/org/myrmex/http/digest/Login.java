package org.myrmex.http.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user and what is kept of his password: the two hashes that Digest needs (A1 of RFC 7616, 3.4.2), of user, realm and password
 * together. They open this realm as the password would, and no other.
 */
public record Login(String user, String realm, String sha256, String md5) {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern REALM = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final int FIELDS = 4;

    /** Whether a user may be called that: nothing that a header, a URL or a file would have to escape. */
    public static boolean isUser(String name) {
        return USER.matcher(name).matches();
    }

    public static Login of(String user, String realm, String password) {
        String whole = user + ":" + realm + ":" + password;
        return new Login(user, realm, Algorithm.SHA_256.hash(whole), Algorithm.MD5.hash(whole));
    }

    /** Reads {@link #line}; empty for anything else. */
    public static Optional<Login> parse(String line) {
        String[] fields = line.split(" ", -1);
        return fields.length == FIELDS
                        && isUser(fields[0])
                        && REALM.matcher(fields[1]).matches()
                        && SHA_256.matcher(fields[2]).matches()
                        && MD5.matcher(fields[3]).matches()
                ? Optional.of(new Login(fields[0], fields[1], fields[2], fields[3]))
                : Optional.empty();
    }

    /** To be kept in a file. */
    public String line() {
        return user + " " + realm + " " + sha256 + " " + md5;
    }

    /** The same password under the same name, as Basic brings them. Takes as long for a wrong one. */
    public boolean isPassword(String guessedUser, String guess) {
        boolean right = same(sha256, of(user, realm, guess).sha256);
        return same(user, guessedUser) && right;
    }

    /** Whether whoever made this answer to a challenge of this realm knows the password. */
    boolean answers(DigestAnswer answer, String method) {
        Algorithm algorithm = answer.algorithm();
        String first = algorithm == Algorithm.MD5 ? md5 : sha256;
        String second = algorithm.hash(method + ":" + answer.uri());
        String expected = algorithm.hash(
                String.join(":", first, answer.nonce(), answer.count(), answer.clientNonce(), "auth", second));
        boolean right = same(expected, answer.response());
        return same(user, answer.user()) && same(realm, answer.realm()) && right;
    }

    /** Not for logs. */
    @Override
    public String toString() {
        return "login of " + user;
    }

    private static boolean same(String known, String guess) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }
}
