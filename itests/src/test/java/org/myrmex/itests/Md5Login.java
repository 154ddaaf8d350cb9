package org.myrmex.itests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A login by Digest with MD5 (RFC 7616), the only one that Windows knows beside Basic. */
final class Md5Login {
    private static final String OWN_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private final String user;
    private final String realm;
    private final String nonce;
    private final String secret;
    private int requests;

    /**
     * Of what a server asked for.
     *
     * @param offers all of its headers {@code WWW-Authenticate}
     */
    Md5Login(List<String> offers, String user, String password) {
        String offer = offers.stream()
                .filter(one -> one.startsWith("Digest ") && one.contains("algorithm=MD5"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Digest with MD5: " + offers));
        this.user = user;
        this.realm = parameter(offer, "realm");
        this.nonce = parameter(offer, "nonce");
        this.secret = md5(user + ":" + realm + ":" + password);
    }

    private static String parameter(String offer, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(offer);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + ": " + offer);
        }
        return matcher.group(1);
    }

    /** The header that goes with a request. */
    String header(String method, String target) {
        String count = String.format("%08x", ++requests);
        String request = md5(method + ":" + target);
        String response = md5(secret + ":" + nonce + ":" + count + ":" + OWN_NONCE + ":auth:" + request);
        return "Authorization: Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\""
                + target + "\",cnonce=\"" + OWN_NONCE + "\",nc=" + count + ",algorithm=MD5,response=\"" + response
                + "\",qop=\"auth\"";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
