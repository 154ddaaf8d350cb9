package org.myrmex.discovery.dns.internal;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A name server of Debian's on a port of its own of loopback, as a process of this user. */
final class RealServer implements AutoCloseable {
    private static final String SYSTEM_PROGRAMS = "/usr/sbin";

    private final Process process;
    private final int port;

    private RealServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@code dnsmasq} with these lines in its configuration; a port that is free or was its own before. */
    static RealServer dnsmasq(Path folder, int port, String... lines) throws IOException, InterruptedException {
        String program = need("dnsmasq", "dnsmasq-base");
        Path file = folder.resolve("dnsmasq.conf");
        List<String> all = new ArrayList<>(List.of(
                "port=" + port,
                "listen-address=127.0.0.1",
                "bind-interfaces",
                "no-resolv",
                "no-hosts",
                "pid-file=",
                "user=" + System.getProperty("user.name")));
        all.addAll(List.of(lines));
        Files.write(file, all);
        return start(folder, port, List.of(program, "--keep-in-foreground", "--conf-file=" + file));
    }

    /** BIND's {@code named} with this configuration in a folder that it may write to. */
    static RealServer named(Path folder, int port, String configuration) throws IOException, InterruptedException {
        String program = need("named", "bind9");
        Path file = folder.resolve("named.conf");
        Files.writeString(file, configuration);
        return start(
                folder,
                port,
                List.of(program, "-g", "-p", "" + port, "-c", file.toString(), "-u", System.getProperty("user.name")));
    }

    private static RealServer start(Path folder, int port, List<String> command)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        RealServer server = new RealServer(process, port);
        for (int i = 0; i < 3_000 && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(server.address());
                return server;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        server.close();
        throw new AssertionError(command.get(0) + ": " + Files.readString(said));
    }

    /** Without the program a test is skipped with the reason, or fails where CI is true. */
    private static String need(String program, String debianPackage) {
        String path = System.getenv("PATH") + File.pathSeparator + SYSTEM_PROGRAMS;
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return Path.of(folder, program).toString();
            }
        }
        String reason = program + " is missing; install it with: apt-get install " + debianPackage;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(reason);
        }
        Assumptions.abort(reason);
        return "";
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
