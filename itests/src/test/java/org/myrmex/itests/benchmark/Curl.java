package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sink of the rivals' chains: curl, a process for each file. */
final class Curl {
    private static final int LIMIT_SECONDS = 300;
    private static final int FIRST_BYTES = 16 * 1024;

    private final String base;
    private final Path target;
    private final List<String> options;

    /** @param target where the files go */
    Curl(String base, Path target, String... options) {
        this.base = base;
        this.target = target;
        this.options = List.of(options);
    }

    /** The same with another place for the files. */
    Curl to(Path other) {
        return new Curl(base, other, options.toArray(String[]::new));
    }

    /** Fetches a whole file; the processor time of curl itself counts as the sink's. */
    Transfer fetch(Map<String, List<Tree>> parts, Path file) throws IOException, InterruptedException {
        boolean keeps = !target.equals(Path.of("/dev/null"));
        Clockwork clockwork = Clockwork.start(parts);
        double before = Tree.endedChildrenCpuSeconds();
        String[] said = run(file.getFileName().toString());
        double spent = Tree.endedChildrenCpuSeconds() - before;
        Transfer transfer = clockwork.stop(Files.size(file), Map.of(Chain.SINK, spent));
        if (Long.parseLong(said[1]) != Files.size(file) || (keeps && Files.mismatch(target, file) >= 0)) {
            throw new IOException("not what was offered: " + said[1] + " bytes");
        }
        if (keeps) {
            Files.delete(target);
        }
        return transfer;
    }

    /** By a connection of its own, handshakes included. */
    double firstByteMillis(Path file, long offset) throws IOException, InterruptedException {
        String range = offset + "-" + (offset + FIRST_BYTES - 1);
        return Double.parseDouble(run(file.getFileName().toString(), "-r", range)[0]) * 1000;
    }

    /** Whether anything comes. */
    boolean works(Path file) throws InterruptedException {
        try {
            return firstByteMillis(file, 0) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String[] run(String path, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-S", "-f", "-m", "" + LIMIT_SECONDS));
        command.addAll(List.of("-o", target.toString(), "-w", "%{time_starttransfer} %{size_download}"));
        command.addAll(options);
        command.addAll(List.of(more));
        command.add(base + "/" + path);
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (curl.waitFor() != 0) {
            throw new IOException("curl: " + said);
        }
        return said.strip().split(" ", -1);
    }
}
