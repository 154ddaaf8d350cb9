package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every connection that is begun from one address, whether anybody is there or not, as tcpdump sees it. */
final class Dials implements AutoCloseable {
    private static final Pattern FIRST =
            Pattern.compile("IP ([0-9.]+)\\.([0-9]+) > ([0-9.]+)\\.([0-9]+): Flags \\[S\\]");

    private final Program tcpdump;

    private Dials(Program tcpdump) {
        this.tcpdump = tcpdump;
    }

    /** Who was dialled. */
    record Place(String host, int port) {}

    static Dials from(Machine machine, String host, Path folder) throws IOException, InterruptedException {
        Program tcpdump = Program.start(
                folder,
                Map.of(),
                machine.inside(List.of(
                        "tcpdump",
                        "-i",
                        "any",
                        "-n",
                        "-l",
                        "--immediate-mode",
                        "-Z",
                        "root",
                        "src host " + host + " and tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn")));
        for (int i = 0; !tcpdump.err().contains("listening on"); i++) {
            if (!tcpdump.isAlive() || i == 3_000) {
                throw new AssertionError("tcpdump: " + tcpdump.err());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Dials(tcpdump);
    }

    /** So far, in order; what the kernel sent again counts once. */
    List<Place> places() throws IOException {
        Set<String> seen = new LinkedHashSet<>();
        List<Place> places = new ArrayList<>();
        Matcher first = FIRST.matcher(tcpdump.out());
        while (first.find()) {
            if (seen.add(first.group())) {
                places.add(new Place(first.group(3), Integer.parseInt(first.group(4))));
            }
        }
        return places;
    }

    @Override
    public void close() {
        tcpdump.close();
    }
}
