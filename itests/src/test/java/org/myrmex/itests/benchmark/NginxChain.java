package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a relay that only decrypts and encrypts costs in C: a web server behind three relays of nginx, TLS 1.3 on every link. */
final class NginxChain implements Chain {
    private final String name;
    private final Map<String, List<Tree>> parts;
    private final Curl curl;

    private NginxChain(String name, Map<String, List<Tree>> parts, Curl curl) {
        this.name = name;
        this.parts = parts;
        this.curl = curl;
    }

    static NginxChain start(Path shared, Path scratch) throws IOException, InterruptedException {
        Map<String, List<Tree>> parts = new LinkedHashMap<>();
        parts.put(SOURCE, new ArrayList<>());
        parts.put(RELAYS, new ArrayList<>());
        int port = Ports.free();
        try {
            String tls = certificate(scratch);
            parts.get(SOURCE)
                    .add(Nginx.origin(scratch.resolve("origin"), shared, "127.0.0.1:" + port + " ssl; " + tls, port));
            for (int i = 0; i < RELAY_COUNT; i++) {
                int next = port;
                port = Ports.free();
                String server =
                        "listen 127.0.0.1:" + port + " ssl; " + tls + "; proxy_ssl on; proxy_ssl_protocols TLSv1.3;"
                                + " proxy_buffer_size 64k; proxy_pass 127.0.0.1:" + next + ";";
                parts.get(RELAYS).add(Nginx.relay(scratch.resolve("relay" + i), server, port));
            }
            return new NginxChain(
                    "nginx", parts, new Curl("https://127.0.0.1:" + port, scratch.resolve("fetched"), "-k"));
        } catch (IOException | InterruptedException e) {
            Chain.closeAll(parts);
            throw e;
        }
    }

    /** The same processes, with a sink that writes nothing. */
    NginxChain toNothing() {
        return new NginxChain(name + " to /dev/null", parts, curl.to(Path.of("/dev/null")));
    }

    private static String certificate(Path scratch) throws IOException, InterruptedException {
        Path key = scratch.resolve("key.pem");
        Path certificate = scratch.resolve("certificate.pem");
        Process openssl = new ProcessBuilder(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost"))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(scratch, "openssl", ".out").toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new IOException("openssl made no certificate");
        }
        return "ssl_certificate " + certificate + "; ssl_certificate_key " + key + "; ssl_protocols TLSv1.3";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String settings() {
        return "stream relays, one worker each, TLS 1.3 on every link, proxy_buffer_size 64k; curl";
    }

    @Override
    public Map<String, List<Tree>> parts() {
        return parts;
    }

    @Override
    public Transfer fetch(Path file) throws IOException, InterruptedException {
        return curl.fetch(parts, file);
    }

    @Override
    public double firstByteMillis(Path file, long offset) throws IOException, InterruptedException {
        return curl.firstByteMillis(file, offset);
    }
}
