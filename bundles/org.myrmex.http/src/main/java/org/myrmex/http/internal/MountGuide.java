package org.myrmex.http.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How programs mount the files: one line each, to be pasted. Passwords are read from the file or asked for: on a command line every
 * user of the machine could read them.
 *
 * @param base of the server, without a slash at its end
 * @param secret the file of the home's password
 * @param certificate to be trusted, in PEM; empty where the server speaks without TLS
 */
record MountGuide(String base, String user, Path secret, Optional<Path> certificate) {
    String url() {
        return base + "/dav/";
    }

    /** By program, in the order in which they are shown. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("rclone", rclone());
        lines.put("davfs2", davfs2());
        lines.put("gio", "gio mount " + url().replaceFirst("^http", "dav").replace("://", "://" + user + "@"));
        lines.put("finder", "osascript -e 'mount volume \"" + url() + "\" as user name \"" + user + "\"'");
        lines.put("explorer", "net use * " + windows() + " * /user:" + user);
        return lines;
    }

    /** How systems are told to trust the certificate, where they are not told in the line itself; empty without TLS. */
    Map<String, String> trust() {
        Map<String, String> lines = new LinkedHashMap<>();
        certificate.ifPresent(file -> {
            lines.put("curl", "curl --cacert " + quoted(file) + " --digest -u " + user + " " + url());
            lines.put(
                    "gio",
                    "sudo cp " + quoted(file)
                            + " /usr/local/share/ca-certificates/myrmex.crt && sudo update-ca-certificates");
            lines.put(
                    "finder",
                    "security add-trusted-cert -p ssl -k ~/Library/Keychains/login.keychain-db " + quoted(file));
            lines.put("explorer", "certutil -user -addstore Root " + file.getFileName());
        });
        return lines;
    }

    private String rclone() {
        return "RCLONE_WEBDAV_PASS=$(rclone obscure - < " + quoted(secret) + ") rclone lsf"
                + certificate.map(file -> " --ca-cert " + quoted(file)).orElse("") + " --webdav-url " + url()
                + " --webdav-user " + user + " :webdav:";
    }

    private String davfs2() {
        String trust = certificate
                .map(file -> "echo trust_server_cert '\"'" + quoted(file) + "'\"' > ~/.myrmex-davfs2.conf; ")
                .orElse("");
        String option = certificate.isPresent() ? " -o conf=$HOME/.myrmex-davfs2.conf" : "";
        return trust + "(echo " + user + "; cat " + quoted(secret) + "; echo n) | sudo mount -t davfs" + option + " "
                + url() + " /mnt";
    }

    /** {@code \\host@port\dav}: Explorer's own way to write it. */
    private String windows() {
        String authority = base.substring(base.indexOf("://") + 3);
        int colon = authority.lastIndexOf(':');
        String secure = base.startsWith("https:") ? "@SSL" : "";
        return "\\\\" + authority.substring(0, colon) + secure + "@" + authority.substring(colon + 1) + "\\dav";
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }
}
