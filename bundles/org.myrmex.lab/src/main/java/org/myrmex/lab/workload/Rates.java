package org.myrmex.lab.workload;

import java.util.List;

/**
 * What came within a stretch of time.
 *
 * @param blocks that each download got, 16 KiB each
 * @param micros how long that took
 */
public record Rates(List<Integer> blocks, long micros) {
    public Rates {
        blocks = List.copyOf(blocks);
    }

    /** Useful bytes a second of all together. */
    public double total() {
        return bytesPerSecond(blocks.stream().mapToInt(Integer::intValue).sum());
    }

    /** Useful bytes a second of the one of which so many per cent are slower: 0 the slowest, 50 the median, 100 the fastest. */
    public double percentile(int percent) {
        List<Integer> sorted = blocks.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : bytesPerSecond(sorted.get((sorted.size() - 1) * percent / 100));
    }

    /** Downloads that got so many bytes a second, but for the one block that was under way. */
    public int held(long rate) {
        return (int)
                blocks.stream().filter(got -> bytesPerSecond(got + 1) > rate).count();
    }

    private double bytesPerSecond(int got) {
        return got * (double) Download.PAYLOAD_BYTES * 1e6 / micros;
    }
}
