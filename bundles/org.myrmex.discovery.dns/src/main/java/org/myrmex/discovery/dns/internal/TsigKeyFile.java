package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key for updates (RFC 8945) as {@code tsig-keygen} prints it.
 *
 * @param algorithm such as {@code hmac-sha256}
 * @param secret in base64
 */
record TsigKeyFile(String name, String algorithm, String secret) {
    private static final int MAX_BYTES = 4096;

    /** RFC 8945, section 6: the others are not to be used any more. */
    private static final Set<String> ALGORITHMS = Set.of("hmac-sha256", "hmac-sha384", "hmac-sha512");

    /** On lines of their own: a secret may have slashes in it. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?:#|//)[^\\n]*");

    private static final Pattern FORM = Pattern.compile("\\s*key\\s+\"?([A-Za-z0-9._-]{1,253})\"?\\s*\\{"
            + "\\s*algorithm\\s+\"?([A-Za-z0-9-]{1,32})\"?\\s*;"
            + "\\s*secret\\s+\"([A-Za-z0-9+/=]{1,512})\"\\s*;\\s*\\}\\s*;\\s*");

    /** Reads a file that nobody else can read; the message of what it throws is the cause and what to do. */
    static TsigKeyFile open(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
                if (!Collections.disjoint(others, Files.getPosixFilePermissions(file))) {
                    throw new IOException("the key file " + file + " is open to others; run: chmod 600 " + file);
                }
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(
                        "the key file " + file + " is too long; it holds one key as tsig-keygen prints it");
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (AccessDeniedException e) {
            throw new IOException("the key file " + file + " cannot be read by this user; see to whom it belongs", e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no key file " + file + "; correct register.key", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the key file " + file + " is no key (" + e.getMessage() + "); make one with tsig-keygen", e);
        }
    }

    /** @throws IllegalArgumentException with what is wrong; never with what was read */
    static TsigKeyFile parse(String text) {
        Matcher form = FORM.matcher(COMMENT.matcher(text).replaceAll(""));
        if (text.length() > MAX_BYTES || !form.matches()) {
            throw new IllegalArgumentException("not of the form key \"name\" { algorithm …; secret \"…\"; };");
        }
        String algorithm = form.group(2).toLowerCase(Locale.ROOT);
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("its algorithm is none of hmac-sha256, hmac-sha384, hmac-sha512");
        }
        try {
            if (Base64.getDecoder().decode(form.group(3)).length == 0) {
                throw new IllegalArgumentException("empty");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its secret is no base64");
        }
        return new TsigKeyFile(form.group(1), algorithm, form.group(3));
    }

    /** Without the secret: a log may show it. */
    @Override
    public String toString() {
        return "key " + name + ", " + algorithm;
    }
}
