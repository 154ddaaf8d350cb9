package org.myrmex.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** A peer's HTTP server as its owner asks it, found anew after each start of the peer. */
final class OwnersHttp {
    private final RawHttp http;
    private final String bearer;

    OwnersHttp(TestPeer peer) throws IOException {
        http = new RawHttp(Files.readString(peer.home().resolve("run/http")));
        bearer = "Authorization: Bearer "
                + Files.readString(peer.home().resolve("run/token")).strip();
    }

    RawHttp.Answer ask(String method, String target, String... headers) throws IOException {
        return http.send(head(method, target, headers) + "\r\n");
    }

    /** With a body whose length is stated. */
    RawHttp.Answer tell(String method, String target, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return http.send(head(method, target, headers) + "Content-Length: " + bytes.length + "\r\n\r\n"
                + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + http.authority() + "\r\n"
                + bearer + "\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }
}
