package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.lab.wire.Bandwidth;
import org.myrmex.lab.wire.ByteShares;
import org.myrmex.lab.wire.FlowCarrier;
import org.myrmex.lab.workload.Download;
import org.myrmex.lab.workload.Downloads;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.lab.workload.Rates;
import org.myrmex.testkit.simulation.VirtualNode;

/** Puts downloads on a network, some after others, and measures what they get. Searches come before and cost nothing. */
final class Load {
    private final FlowCarrier carrier = new FlowCarrier();
    private final ByteShares.Counter counter =
            new ByteShares.Counter(Exchange.BLOCK_BYTES, Download.PAYLOAD_BYTES, Exchange.REQUEST_BYTES);
    private final World world;
    private final List<VirtualNode> nodes;
    private final Downloads downloads;
    private final long uplink;

    /**
     * Finds every source.
     *
     * @param uplink bytes/s of each node
     * @throws LabException when one was not found
     */
    Load(Conditions conditions, Paths paths, Download.Manner manner, long uplink) throws LabException {
        this.uplink = uplink;
        this.world = new World(conditions, paths.mesh().nodes(), carrier);
        world.network().observe(counter);
        this.nodes = paths.build(world);
        this.downloads = new Downloads(world, manner);
        for (Paths.Pair pair : paths.pairs()) {
            downloads.add(nodes.get(pair.downloader()), nodes.get(pair.source()));
        }
        int found = downloads.find();
        if (found < paths.pairs().size()) {
            throw new LabException("only " + found + " of " + paths.pairs().size()
                    + " sources answered a search, so there is nothing to measure; choose another --routing");
        }
        carrier.shape(Bandwidth.uplink(uplink));
    }

    /** What the bytes on all links were since the sources were looked for. */
    ByteShares shares() {
        return counter.look();
    }

    World world() {
        return world;
    }

    Downloads downloads() {
        return downloads;
    }

    /**
     * What was measured.
     *
     * @param started downloads that ran
     * @param rates what each got
     * @param rate what makes one worth its while, bytes/s
     * @param shares what the bytes were, credits left out
     * @param credits bytes of credit frames
     * @param busy how much of all uplinks was used, 0 to 1
     * @param links that a block crossed on average
     * @param dropped frames, over all
     * @param repeated requests, over all
     * @param fresh routes that were asked for, over all
     * @param givenUp downloads, over all
     */
    record Result(
            int started,
            Rates rates,
            long rate,
            ByteShares shares,
            long credits,
            double busy,
            double links,
            long dropped,
            int repeated,
            int fresh,
            int givenUp) {
        static final List<String> COLUMNS = List.of(
                "network",
                "started",
                "rateBytesPerSecond",
                "worthDownloads",
                "held",
                "slowestBytesPerSecond",
                "medianBytesPerSecond",
                "fastestBytesPerSecond",
                "totalBytesPerSecond",
                "uplinksBusy",
                "meanLinks",
                "usefulBytes",
                "headerAndPaddingBytes",
                "requestBytes",
                "creditBytes",
                "droppedFrames",
                "repeatedRequests",
                "freshRoutes",
                "givenUp");

        /** As many downloads of the wanted rate would carry the same. */
        double worth() {
            return rates.total() / (double) rate;
        }

        int held() {
            return rates.held(rate);
        }

        /** Useful bytes among all that were written. */
        double useful() {
            return (double) shares.useful() / (shares.total() + credits);
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("started", started);
            json.put("rateBytesPerSecond", rate);
            json.put("worthDownloads", worth());
            json.put("held", held());
            json.put("slowestBytesPerSecond", rates.percentile(0));
            json.put("medianBytesPerSecond", rates.percentile(50));
            json.put("fastestBytesPerSecond", rates.percentile(100));
            json.put("totalBytesPerSecond", rates.total());
            json.put("uplinksBusy", busy);
            json.put("meanLinks", links);
            json.put("usefulBytes", shares.useful());
            json.put("headerAndPaddingBytes", shares.around());
            json.put("requestBytes", shares.requests());
            json.put("creditBytes", credits);
            json.put("droppedFrames", dropped);
            json.put("repeatedRequests", repeated);
            json.put("freshRoutes", fresh);
            json.put("givenUp", givenUp);
            return json;
        }

        /** So few digits that every Java writes the same. */
        private static double shorter(double figure) {
            return Math.rint(figure * 1e4) / 1e4;
        }

        /** Cells for a table whose columns are {@link #COLUMNS}. */
        List<Object> row(String name) {
            List<Object> row = new ArrayList<>(List.of(name));
            json().values().forEach(value -> row.add(value instanceof Double figure ? shorter(figure) : value));
            return row;
        }
    }

    /** So many begin beside those that run; after a while they are measured. */
    Result more(int count, long rate, long warmUpMicros, long measureMicros) {
        // one block's time at the wanted rate
        long within = Download.PAYLOAD_BYTES * 1_000_000L / rate;
        downloads.begin(
                count, within, world.chance("beginnings " + downloads.begun().size()));
        world.run(warmUpMicros);
        ByteShares before = counter.look();
        long creditsBefore = carrier.creditBytes();
        long sentBefore = sentBytes();
        Rates rates = downloads.measure(measureMicros);
        ByteShares shares = counter.look().since(before);
        long sent = sentBytes() - sentBefore;
        List<Download> begun = downloads.begun();
        return new Result(
                begun.size(),
                rates,
                rate,
                shares,
                carrier.creditBytes() - creditsBefore,
                sent / (measureMicros * 1e-6 * uplink * nodes.size()),
                begun.stream().mapToInt(Download::hops).average().orElse(0),
                carrier.dropped(),
                begun.stream().mapToInt(Download::repeated).sum(),
                begun.stream().mapToInt(Download::freshRoutes).sum(),
                (int) begun.stream()
                        .filter(download -> download.phase() == Download.Phase.GIVEN_UP)
                        .count());
    }

    private long sentBytes() {
        return nodes.stream().mapToLong(carrier::sentBytes).sum();
    }
}
