package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Everything that crosses loopback from or to one address, as tcpdump writes it down. */
final class Capture implements AutoCloseable {
    private final Process tcpdump;
    private final Path file;

    private Capture(Process tcpdump, Path file) {
        this.tcpdump = tcpdump;
        this.file = file;
    }

    static Capture of(String host, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("links.pcap");
        Path said = folder.resolve("tcpdump.txt");
        Process tcpdump = new ProcessBuilder(
                        // room for a whole transfer, and each packet as it comes: with its usual 2 MiB and blocks that
                        // are handed over once a second, a quick transfer ends before its middle has been written
                        "tcpdump",
                        "-i",
                        "lo",
                        "-U",
                        "-B",
                        "65536",
                        "--immediate-mode",
                        "-Z",
                        "root",
                        "-w",
                        file.toString(),
                        "host",
                        host)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        for (int i = 0; !Files.readString(said).contains("listening on"); i++) {
            if (!tcpdump.isAlive() || i == 3_000) {
                throw new AssertionError("tcpdump: " + Files.readString(said));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Capture(tcpdump, file);
    }

    /** Ends it once so many bytes are written, or after ten seconds; what was captured. */
    Path end(long bytes) throws IOException, InterruptedException {
        for (int i = 0; i < 500 && Files.size(file) <= bytes; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        tcpdump.destroy();
        if (!tcpdump.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("tcpdump does not end");
        }
        return file;
    }

    @Override
    public void close() {
        Tools.end(tcpdump);
    }
}
