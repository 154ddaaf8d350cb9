package org.myrmex.itests.benchmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Everything that was measured of one chain. */
final class RelayFigures {
    /** What is measured, in the order of the table. */
    enum Kind {
        MB_PER_SECOND("MB/s", "%.1f"),
        RELAY_CPU("a relay, CPU s/GB", "%.2f"),
        SOURCE_CPU("source, CPU s/GB", "%.2f"),
        SINK_CPU("sink, CPU s/GB", "%.2f"),
        ALL_CPU("all together, CPU s/GB", "%.2f"),
        PROCESSORS("processors kept busy", "%.2f"),
        FIRST_BYTE_OF_NEW("first byte of a file never asked for, ms", "%.0f"),
        FIRST_BYTE("first byte of another place of it, ms", "%.0f"),
        RELAY_RSS("a relay, resident, MB", "%.0f"),
        SOURCE_RSS("source, resident, MB", "%.0f"),
        SINK_RSS("sink, resident, MB", "%.0f");

        final String title;
        final String format;

        Kind(String title, String format) {
            this.title = title;
            this.format = format;
        }
    }

    private final Map<Kind, Samples> values = new EnumMap<>(Kind.class);
    /** Part, thread, CPU s/GB. */
    private final Map<String, Map<String, Samples>> threads = new TreeMap<>();

    void add(Kind kind, double value) {
        values.computeIfAbsent(kind, unused -> new Samples()).add(value);
    }

    void add(Transfer transfer) {
        add(Kind.MB_PER_SECOND, transfer.megabytesPerSecond());
        add(Kind.RELAY_CPU, perGigabyte(transfer, Chain.RELAYS) / Chain.RELAY_COUNT);
        add(Kind.SOURCE_CPU, perGigabyte(transfer, Chain.SOURCE));
        add(Kind.SINK_CPU, perGigabyte(transfer, Chain.SINK));
        add(Kind.ALL_CPU, transfer.allCpuSeconds() / transfer.gigabytes());
        add(Kind.PROCESSORS, transfer.processors());
        transfer.threadSeconds().forEach((part, each) -> {
            int processes = part.equals(Chain.RELAYS) ? Chain.RELAY_COUNT : 1;
            each.forEach((name, seconds) -> threads.computeIfAbsent(part, unused -> new TreeMap<>())
                    .computeIfAbsent(name, unused -> new Samples())
                    .add(seconds / transfer.gigabytes() / processes));
        });
    }

    private static double perGigabyte(Transfer transfer, String part) {
        return transfer.cpuSeconds().get(part) / transfer.gigabytes();
    }

    Samples of(Kind kind) {
        return values.getOrDefault(kind, new Samples());
    }

    /** Part, thread, CPU s/GB. */
    Map<String, Map<String, Samples>> threads() {
        return threads;
    }
}
