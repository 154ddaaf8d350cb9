package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What links cost that nobody uses, with cover frames off and on: bytes on the wire, and the processor. */
final class IdleBenchmark {
    private static final int LINKS = 5;
    private static final Map<String, String> SETTINGS = settings();

    private final Path distribution;
    private final Path scratch;
    private final int links;
    private final long settleSeconds;
    private final long watchSeconds;
    private final PrintStream out;

    /**
     * How much is done.
     *
     * @param links of a peer
     * @param settleSeconds from the last link's coming up to the first look: a start has its share of what is not idle
     */
    record Size(int links, long settleSeconds, long watchSeconds) {}

    IdleBenchmark(Path distribution, Path scratch, Size size, PrintStream out) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.links = size.links();
        this.settleSeconds = size.settleSeconds();
        this.watchSeconds = size.watchSeconds();
        this.out = out;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cover off", "{\"cover\": \"off\"}");
        settings.put("cover on", "{\"cover\": \"on\"}");
        return settings;
    }

    /** Arguments: the distribution's folder, one for what is made on the way, minutes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(Path.of(arguments[1]), "idle");
        try {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            long watchSeconds = Math.round(60 * Double.parseDouble(arguments[2]));
            new IdleBenchmark(Path.of(arguments[0]), scratch, new Size(LINKS, 30, watchSeconds), out).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Watches all settings at the same time and prints the table; what was measured. */
    List<IdleFigures> run() throws IOException, InterruptedException {
        double load = Machine.load();
        List<IdleFigures> figures = measure();
        out.printf(
                Locale.ROOT,
                "%s, %.1f minutes, median (least–most) of the links%n",
                LocalDate.now(ZoneOffset.UTC),
                watchSeconds / 60.0);
        out.printf("machine: %s%njava: %s%n", Machine.description(), Machine.java());
        out.printf(Locale.ROOT, "load average: %.1f before, %.1f after%n%n", load, Machine.load());
        print(figures);
        return figures;
    }

    private List<IdleFigures> measure() throws IOException, InterruptedException {
        Map<String, IdleGroup> groups = new LinkedHashMap<>();
        try {
            Map<String, Map<String, LinkTraffic>> before = new LinkedHashMap<>();
            Map<String, Double> cpuBefore = new LinkedHashMap<>();
            for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
                String name = setting.getKey();
                String network = "127.0." + (41 + groups.size());
                IdleGroup group = new IdleGroup(
                        distribution, scratch.resolve(name.replace(' ', '-')), network, links, setting.getValue());
                groups.put(name, group);
                group.start();
            }
            TimeUnit.SECONDS.sleep(settleSeconds);
            for (Map.Entry<String, IdleGroup> group : groups.entrySet()) {
                before.put(group.getKey(), group.getValue().links());
                cpuBefore.put(group.getKey(), group.getValue().cpuSeconds());
            }
            long begin = System.nanoTime();
            TimeUnit.SECONDS.sleep(watchSeconds);
            List<IdleFigures> figures = new ArrayList<>();
            for (Map.Entry<String, IdleGroup> group : groups.entrySet()) {
                String name = group.getKey();
                Map<String, LinkTraffic> after = group.getValue().links();
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (!after.keySet().equals(before.get(name).keySet())) {
                    throw new IOException("with " + name + " a connection was lost or came: " + before + " " + after);
                }
                List<LinkTraffic> idle = new ArrayList<>();
                after.forEach((end, traffic) ->
                        idle.add(traffic.since(before.get(name).get(end))));
                figures.add(new IdleFigures(
                        name,
                        seconds,
                        before.values().iterator().next().values(),
                        idle,
                        group.getValue().cpuSeconds() - cpuBefore.get(name)));
            }
            return figures;
        } finally {
            for (IdleGroup group : groups.values()) {
                group.close();
            }
        }
    }

    private void print(List<IdleFigures> figures) {
        out.println(figures.stream().map(IdleFigures::name).collect(Collectors.joining(" | ", "| | ", " | goal |")));
        out.println("|---" + "|---".repeat(figures.size()) + "|---|");
        List<List<String>> columns = figures.stream().map(IdleFigures::cells).toList();
        for (int row = 0; row < IdleFigures.titles().size(); row++) {
            int at = row;
            String goal = IdleFigures.titles().get(row).contains("dearest")
                    ? String.format(Locale.ROOT, "≤ %.0f without cover", IdleFigures.GOAL_BYTES_A_MONTH / 1e6)
                    : "";
            out.println(columns.stream()
                    .map(column -> column.get(at))
                    .collect(Collectors.joining(
                            " | ", "| " + IdleFigures.titles().get(at) + " | ", " | " + goal + " |")));
        }
    }
}
