package org.myrmex.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Name servers of Debian's on loopback, for the zone {@code example.org}. */
final class NameServers {
    /** The name whose records are peers. */
    static final String SERVICE = "_myrmex._tcp.example.org";

    private NameServers() {}

    /** A zone that names one peer, for two seconds. */
    static Program dnsmasq(Path folder, int port, TestPeer named) throws IOException, InterruptedException {
        Path file = folder.resolve("dnsmasq.conf");
        Files.write(
                file,
                List.of(
                        "port=" + port,
                        "listen-address=127.0.0.1",
                        "bind-interfaces",
                        "no-resolv",
                        "no-hosts",
                        "pid-file=",
                        "user=" + System.getProperty("user.name"),
                        "local=/example.org/",
                        "local-ttl=2",
                        "txt-record=" + SERVICE + ",\"" + named.uri() + "\""));
        return serve(folder, port, "dnsmasq", "--keep-in-foreground", "--conf-file=" + file);
    }

    /** The port was free a while ago: whoever has it since, for a connection of his, is waited for once. */
    static Program serve(Path folder, int port, String... command) throws IOException, InterruptedException {
        try {
            return begin(folder, port, command);
        } catch (AssertionError taken) {
            TimeUnit.SECONDS.sleep(1);
            return begin(folder, port, command);
        }
    }

    private static Program begin(Path folder, int port, String... command) throws IOException, InterruptedException {
        Program program = Program.start(folder, Map.of(), List.of(command));
        for (int i = 0; i < 250 && program.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return program;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        program.close();
        throw new AssertionError(command[0] + ": " + program.out() + program.err());
    }
}
