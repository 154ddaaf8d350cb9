package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody who wants anonymity would use instead: a Tor network of its own on this machine, three directory authorities
 * that relay too, three exits, a client; curl, three of the relays, a web server.
 */
final class TorChain implements Chain {
    private static final int AUTHORITIES = 3;
    private static final int EXITS = 3;
    private static final int MAX_TRIES = 60;
    private static final Pattern V3_IDENTITY = Pattern.compile("fingerprint (\\w+)");

    private final Path scratch;
    private final Map<String, List<Tree>> parts = new LinkedHashMap<>();
    private final List<Integer> orPorts = new ArrayList<>();
    private final List<Integer> directoryPorts = new ArrayList<>();
    private String network = "";
    private Curl curl;

    private TorChain(Path scratch) {
        this.scratch = scratch;
        parts.put(SOURCE, new ArrayList<>());
        parts.put(RELAYS, new ArrayList<>());
        parts.put(SINK, new ArrayList<>());
    }

    /** Takes a quarter of a minute, or a whole one: the authorities have to agree first. */
    static TorChain start(Path shared, Path probe, Path scratch) throws IOException, InterruptedException {
        TorChain chain = new TorChain(scratch);
        try {
            chain.startAll(shared, probe);
            return chain;
        } catch (IOException | InterruptedException e) {
            chain.close();
            throw e;
        }
    }

    private void startAll(Path shared, Path probe) throws IOException, InterruptedException {
        int web = Ports.free();
        parts.get(SOURCE).add(Nginx.origin(scratch.resolve("origin"), shared, "127.0.0.1:" + web, web));
        for (int i = 0; i < AUTHORITIES; i++) {
            network += found(i);
        }
        for (int i = 0; i < AUTHORITIES; i++) {
            node(
                    RELAYS,
                    "authority" + i,
                    """
                    Nickname authority%d
                    Address 127.0.0.1
                    ORPort 127.0.0.1:%d
                    DirPort 127.0.0.1:%d
                    SocksPort 0
                    AuthoritativeDirectory 1
                    V3AuthoritativeDirectory 1
                    ContactInfo nobody@localhost
                    ExitRelay 0
                    ExitPolicy reject *:*
                    """
                            .formatted(i, orPorts.get(i), directoryPorts.get(i)));
        }
        for (int i = 0; i < EXITS; i++) {
            node(
                    RELAYS,
                    "exit" + i,
                    """
                    Nickname exit%d
                    Address 127.0.0.1
                    ORPort 127.0.0.1:%d
                    SocksPort 0
                    ContactInfo nobody@localhost
                    ExitRelay 1
                    ExitPolicy accept 127.0.0.0/8:*
                    """
                            .formatted(i, Ports.free()));
        }
        int socks = Ports.free();
        node(SINK, "client", "SocksPort 127.0.0.1:" + socks + "\n");
        curl = new Curl(
                "http://127.0.0.1:" + web, scratch.resolve("fetched"), "--socks5-hostname", "127.0.0.1:" + socks);
        for (int i = 0; !curl.works(probe); i++) {
            if (i == MAX_TRIES) {
                throw new IOException("the Tor network carries nothing");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Makes an authority's keys; the line by which everybody knows it. */
    private String found(int number) throws IOException, InterruptedException {
        Path home = folder("authority" + number);
        Path keys = Files.createDirectory(home.resolve("keys"));
        orPorts.add(Ports.free());
        directoryPorts.add(Ports.free());
        run(
                keys,
                "x\n",
                List.of(
                        "tor-gencert",
                        "--create-identity-key",
                        "-m",
                        "3",
                        "-a",
                        "127.0.0.1:" + directoryPorts.get(number),
                        "--passphrase-fd",
                        "0",
                        "-i",
                        "authority_identity_key",
                        "-s",
                        "authority_signing_key",
                        "-c",
                        "authority_certificate"));
        Matcher identity = V3_IDENTITY.matcher(Files.readString(keys.resolve("authority_certificate")));
        if (!identity.find()) {
            throw new IOException("tor-gencert made no certificate");
        }
        String said = run(
                home,
                "",
                List.of(
                        "tor",
                        "-f",
                        "/dev/null",
                        "--defaults-torrc",
                        "/dev/null",
                        "--ignore-missing-torrc",
                        "--list-fingerprint",
                        "--quiet",
                        "--DataDirectory",
                        home.toString(),
                        "--ORPort",
                        "1",
                        "--Nickname",
                        "authority" + number,
                        "--AuthoritativeDirectory",
                        "0",
                        "--DirAuthority",
                        "x 127.0.0.1:1 " + "F".repeat(40)));
        String fingerprint = said.strip().replaceFirst("^\\S+", "").replace(" ", "");
        return "DirAuthority authority%d orport=%d no-v2 v3ident=%s 127.0.0.1:%d %s%n"
                .formatted(number, orPorts.get(number), identity.group(1), directoryPorts.get(number), fingerprint);
    }

    private Path folder(String node) throws IOException {
        Path folder = scratch.resolve(node);
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return folder;
    }

    private static String run(Path folder, String input, List<String> command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + ": " + said);
        }
        return said;
    }

    private void node(String part, String name, String settings) throws IOException {
        Path home = folder(name);
        String common =
                """
                TestingTorNetwork 1
                AssumeReachable 1
                PathsNeededToBuildCircuits 0.67
                TestingDirAuthVoteExit *
                TestingDirAuthVoteHSDir *
                TestingDirAuthVoteGuard *
                V3AuthNIntervalsValid 2
                TestingV3AuthInitialVotingInterval 20
                TestingV3AuthInitialVoteDelay 4
                TestingV3AuthInitialDistDelay 4
                V3AuthVotingInterval 300
                V3AuthVoteDelay 20
                V3AuthDistDelay 20
                TestingServerDownloadInitialDelay 0
                ClientRejectInternalAddresses 0
                ClientDNSRejectInternalAddresses 0
                ExitPolicyRejectPrivate 0
                ShutdownWaitLength 0
                """;
        Path config = Files.writeString(
                home.resolve("torrc"),
                network + common + "DataDirectory " + home + "\nLog notice file " + home.resolve("log") + "\n"
                        + settings);
        parts.get(part)
                .add(new Tree(new ProcessBuilder("tor", "-f", config.toString(), "--defaults-torrc", "/dev/null")
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("out").toFile())
                        .start()));
    }

    @Override
    public String name() {
        return "Tor";
    }

    @Override
    public String settings() {
        return "a network of its own, 6 relays of which 3 carry, defaults; the web server without TLS; curl";
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
