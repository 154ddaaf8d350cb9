package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One switch and some machines on it, each a network namespace of its own with one interface {@code eth0}, 10.77.0.N. What crosses
 * the switch can be recorded. Only root can make one; the end removes everything.
 */
final class Switch {
    private static final String CABLE = "eth0";
    private static final String BRIDGE = "br0";
    private static final String SWITCH = "switch";

    private final Path folder;
    private final Namespaces namespaces;

    /** @param machines how many */
    Switch(Path folder, int machines) throws IOException, InterruptedException {
        this.folder = folder;
        namespaces = new Namespaces(folder);
        try {
            namespaces.add(SWITCH);
            namespaces.set(SWITCH, "net/ipv6/conf/all/disable_ipv6", 1);
            namespaces.set(SWITCH, "net/ipv6/conf/default/disable_ipv6", 1);
            namespaces.in(SWITCH, "ip", "link", "add", BRIDGE, "type", "bridge", "mcast_snooping", "0");
            namespaces.in(SWITCH, "ip", "link", "set", BRIDGE, "up");
            for (int i = 1; i <= machines; i++) {
                plug(machine(i), i);
            }
        } catch (IOException | InterruptedException | AssertionError e) {
            close();
            throw e;
        }
    }

    static String machine(int number) {
        return "m" + number;
    }

    static String address(int number) {
        return "10.77.0." + number;
    }

    private void plug(String machine, int number) throws IOException, InterruptedException {
        namespaces.add(machine);
        String port = "port" + number;
        namespaces.cable(machine, CABLE, SWITCH, port);
        namespaces.in(SWITCH, "ip", "link", "set", port, "master", BRIDGE, "up");
        namespaces.in(machine, "ip", "address", "add", address(number) + "/24", "dev", CABLE);
        // the kernel would look for routers for ever, and that is not the peer's
        namespaces.set(machine, "net/ipv6/conf/" + CABLE + "/router_solicitations", 0);
        namespaces.in(machine, "ip", "link", "set", CABLE, "up");
    }

    /** The command as it is run on a machine. */
    List<String> inside(String machine, List<String> command) {
        return namespaces.machine(machine).inside(command);
    }

    /** Records every packet that crosses the switch, whatever it is. */
    Recording record(Path file) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "tshark", ".txt");
        Process tshark = new ProcessBuilder(
                        inside(SWITCH, List.of("tshark", "-q", "-i", BRIDGE, "-w", file.toString())))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Recording recording = new Recording(tshark, file, folder);
        for (int i = 0; !(Files.readString(said).contains("Capturing on") && Files.exists(file)); i++) {
            if (!tshark.isAlive() || i == 3_000) {
                throw new AssertionError("tshark: " + Files.readString(said));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return recording;
    }

    /** What tshark writes until it is ended. */
    record Recording(Process tshark, Path file, Path folder) implements AutoCloseable {
        /** Packets, one line each, that a display filter takes. */
        List<String> packets(String filter) throws IOException, InterruptedException {
            return Program.say(folder, Map.of(), List.of("tshark", "-n", "-r", file.toString(), "-Y", filter))
                    .lines()
                    .toList();
        }

        /** Ends it; what was recorded is whole: the kernel hands packets over in blocks, once a second at the latest. */
        void end() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(1_500);
            tshark.destroy();
            if (!tshark.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("tshark does not end");
            }
        }

        @Override
        public void close() {
            Tools.end(tshark);
        }
    }

    /** Removes all of it. */
    void close() throws IOException, InterruptedException {
        namespaces.close();
    }
}
