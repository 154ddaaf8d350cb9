package org.myrmex.lab.experiment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myrmex.lab.wire.ByteShares;
import org.myrmex.lab.workload.Download;

/** One download over a chain, stop-and-wait and windowed, beside the formula: is the model of links right? */
final class ChainCheck {
    static final int LINKS = 6;
    /** Blocks under way: more than the links hold, at a fast chain's 340 ms of round trip and writing. */
    static final int WINDOW = 32;

    private static final int BLOCKS = 200;
    private static final int SLOW_BLOCKS = 40;
    /** Longer than any block takes here. */
    private static final long PATIENCE_MICROS = 120_000_000;

    private ChainCheck() {}

    /**
     * What was measured, bytes/s.
     *
     * @param bytesPerSecond of every node's uplink
     * @param formula what stop-and-wait should give, with blocks alone
     * @param whole the same with headers, padding and requests
     */
    record Result(long bytesPerSecond, double formula, double whole, double stopAndWait, double windowed) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("links", LINKS);
            json.put("delayMicros", Paths.DELAY_MICROS);
            json.put("uplinkBytesPerSecond", bytesPerSecond);
            json.put("formulaBytesPerSecond", formula);
            json.put("wholeFormulaBytesPerSecond", whole);
            json.put("stopAndWaitBytesPerSecond", stopAndWait);
            json.put("windowedBytesPerSecond", windowed);
            return json;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "  %d links of %,.0f KiB/s and 20 ms: formula %.2f KiB/s, with headers, padding and requests %.2f KiB/s;"
                            + " simulated %.2f KiB/s; with %d requests under way %.1f KiB/s, %.1f times that",
                    LINKS,
                    bytesPerSecond / 1024.0,
                    formula / 1024,
                    whole / 1024,
                    stopAndWait / 1024,
                    WINDOW,
                    windowed / 1024,
                    windowed / stopAndWait);
        }
    }

    static Result run(Conditions conditions, long bytesPerSecond) throws LabException {
        int blocks = bytesPerSecond < 100_000 ? SLOW_BLOCKS : BLOCKS;
        Load single = load(conditions, bytesPerSecond, 1, blocks);
        double stopAndWait = rate(single);
        ByteShares shares = single.shares();
        double linkBytes = (double) (shares.total() - shares.other()) / (blocks * LINKS);
        return new Result(
                bytesPerSecond,
                Arithmetic.stopAndWait(
                        Download.PAYLOAD_BYTES, Download.PAYLOAD_BYTES, LINKS, bytesPerSecond, Paths.DELAY_MICROS),
                Arithmetic.stopAndWait(Download.PAYLOAD_BYTES, linkBytes, LINKS, bytesPerSecond, Paths.DELAY_MICROS),
                stopAndWait,
                rate(load(conditions, bytesPerSecond, WINDOW, 2 * blocks)));
    }

    private static Load load(Conditions conditions, long bytesPerSecond, int window, int blocks) throws LabException {
        Download.Manner manner = new Download.Manner(window, blocks, PATIENCE_MICROS, 1);
        return new Load(conditions, Paths.chains(1, LINKS - 1), manner, bytesPerSecond);
    }

    private static double rate(Load load) {
        Download download = load.downloads().all().get(0);
        load.world().watched(download::begin);
        load.world().settle();
        return download.bytesPerSecond();
    }
}
