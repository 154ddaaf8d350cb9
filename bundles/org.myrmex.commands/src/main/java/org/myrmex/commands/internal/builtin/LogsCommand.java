package org.myrmex.commands.internal.builtin;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The end of the log. */
@Component
public final class LogsCommand implements Command {
    /** Read at most this much of the end, however many lines are asked for. */
    private static final int MAX_READ_BYTES = 4 << 20;

    private static final int MAX_LINES = 10_000;

    private final Peer peer;

    @Activate
    public LogsCommand(@Reference Peer peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String help() {
        return """
                shows the end of the log
                usage: logs [-n LINES]
                example: myrmex logs -n 50""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.Parsed given = Options.of(name()).option("-n").parse(args);
        int count = given.value("-n")
                .map(text -> Amounts.parseCount("-n", text, 1, MAX_LINES))
                .orElse(20);
        Path log = peer.home().resolve("logs").resolve("myrmex.log");
        if (!Files.isRegularFile(log)) {
            throw new FailedException("there is no log at " + log + "; nothing was logged yet");
        }
        List<String> lines = lastLines(log, MAX_READ_BYTES);
        for (String line : lines.subList(Math.max(0, lines.size() - count), lines.size())) {
            if (context.json()) {
                context.row(Map.of("line", line));
            }
            context.out(line.replace('\t', ' '));
        }
        return 0;
    }

    /** Lines of the last bytes; the first one is left out where it may be cut. */
    static List<String> lastLines(Path file, int maxBytes) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, log.length() - maxBytes);
            byte[] end = new byte[(int) (log.length() - start)];
            log.seek(start);
            log.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return start == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        }
    }
}
