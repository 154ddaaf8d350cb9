package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.workload.Download;

/** What {@link Capacity} says: figures reckoned and measured side by side. */
final class CapacityReport {
    private final CapacitySettings settings;
    private final List<String> text = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, Object> arithmetic = new LinkedHashMap<>();
    private final Map<String, Object> simulated = new LinkedHashMap<>();
    private final List<Map<String, Object>> mesh = new ArrayList<>();
    private final List<Map<String, Object>> chains = new ArrayList<>();
    private final List<String> traces = new ArrayList<>();
    private Load.Result even;

    CapacityReport(CapacitySettings settings, Conditions conditions) {
        this.settings = settings;
        json.put("experiment", "capacity");
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("nodes", settings.nodes());
        json.put("slots", settings.slots());
        json.put("relays", settings.relays());
        json.put("rateBytesPerSecond", settings.rate());
        json.put("uplinkBytesPerSecond", settings.uplink());
        json.put("window", settings.window());
        say(
                "Uplinks of %s: %d x %s. 1 KB = 1,000 bytes; a block is 16 KiB of use; %d requests under way; each figure is"
                        + " measured for %d s of virtual time after %d s.",
                kilobytes(settings.uplink()),
                settings.slots(),
                kilobytes(settings.rate()),
                settings.window(),
                settings.measureMicros() / 1_000_000,
                settings.warmUpMicros() / 1_000_000);
    }

    void taxed(int most, Load.Result result) {
        arithmetic.put("downloads", most);
        even = result;
        simulated("evenPaths", result);
        say(
                "reckoned:  %,d nodes x %d slots / %d taxed nodes = %,d downloads of %s, %.0f %% of the nodes",
                settings.nodes(),
                settings.slots(),
                settings.relays() + 1,
                most,
                kilobytes(settings.rate()),
                100.0 * most / settings.nodes());
        compare(most, result);
    }

    void everybody(long balance, Load.Result result) {
        arithmetic.put("balanceBytesPerSecond", balance);
        arithmetic.put("balanceDownloads", settings.nodes());
        simulated("everybody", result);
        say(
                "reckoned:  %s / %d taxed nodes = %s: %,d downloads, 100 %% of the nodes",
                kilobytes(settings.uplink()), settings.relays() + 1, kilobytes(balance), settings.nodes());
        compare(settings.nodes(), result);
    }

    /** Nodes that do one thing each: uplinks carry one download. */
    void few(int nodes, int relays, int count, Load.Result result) {
        arithmetic.put(relays == 0 ? "direct" : "oneRelay", count);
        simulated(relays == 0 ? "direct" : "oneRelay", result);
        say(
                "reckoned:  %d nodes in one transfer each, %s: %d transfers of %s",
                nodes, relays == 0 ? "direct" : "with one relay", count, kilobytes(settings.rate()));
        compare(count, result);
    }

    void shares() {
        double all = even.shares().total() + even.credits();
        say(
                "What the arithmetic leaves out, on even paths: of the bytes on the links %.1f %% are of use, %.1f %% headers"
                        + " and padding, %.1f %% requests, %.1f %% credits; uplinks are busy %.1f %% of the time.",
                100 * even.shares().useful() / all,
                100 * even.shares().around() / all,
                100 * even.shares().requests() / all,
                100 * even.credits() / all,
                100 * even.busy());
    }

    /** MUTE's way of fetching, on paths where nothing else is in the way. */
    void stopAndWait(Load.Result result) {
        simulated("evenPathsStopAndWait", result);
        double alone = Arithmetic.stopAndWait(
                Download.PAYLOAD_BYTES,
                Download.PAYLOAD_BYTES,
                settings.relays() + 1,
                settings.uplink(),
                Paths.DELAY_MICROS);
        say(
                "With one request under way, as MUTE's: as much as %.1f such downloads, each %s. Even alone no such download"
                        + " exceeds %s, since its block is written %d times, one after the other.",
                result.worth(),
                kilobytes(result.rates().total() / Math.max(1, result.started())),
                kilobytes(alone),
                settings.relays() + 1);
    }

    void meshBegins(Topology topology) {
        say(
                "A random mesh of degree %.1f, paths as the routing finds them, more and more downloads of anybody from"
                        + " anybody:",
                topology.meanDegree());
    }

    void mesh(Load.Result result) {
        mesh.add(result.json());
        rows.add(result.row("randomMesh"));
        say(
                "%6d begun, %.1f links each: as much as %.1f of %s; %d hold it (%.0f %%), median %s; uplinks busy %.0f %%,"
                        + " of use %.0f %% of that; %d frames dropped, %d requests repeated, %d fresh routes, %d given up",
                result.started(),
                result.links(),
                result.worth(),
                kilobytes(result.rate()),
                result.held(),
                100.0 * result.held() / Math.max(1, result.started()),
                kilobytes(result.rates().percentile(50)),
                100 * result.busy(),
                100 * result.useful(),
                result.dropped(),
                result.repeated(),
                result.fresh(),
                result.givenUp());
    }

    void chain(ChainCheck.Result result) {
        if (chains.isEmpty()) {
            say("Is the model right? One download over a chain, beside C / (RTT + h x C / R):");
        }
        chains.add(result.json());
        text.add(result.text());
    }

    /** A network has done its work. */
    void traced(World world) {
        traces.add(world.network().trace());
    }

    Outcome outcome() {
        String trace = Traces.joined(traces);
        json.put("trace", trace);
        say("trace %s", trace);
        simulated.put("randomMesh", mesh);
        json.put("arithmetic", arithmetic);
        json.put("simulated", simulated);
        json.put("chains", chains);
        return new Outcome(json, text, List.of(new Outcome.Table("capacity", Load.Result.COLUMNS, rows)), List.of());
    }

    private void simulated(String name, Load.Result result) {
        simulated.put(name, result.json());
        rows.add(result.row(name));
    }

    private void compare(int reckoned, Load.Result result) {
        say(
                "simulated: %d begun carry as much as %.1f (%+.1f %%); each %s, from %s to %s; %d hold %s",
                result.started(),
                result.worth(),
                100 * (result.worth() / reckoned - 1),
                kilobytes(result.rates().total() / Math.max(1, result.started())),
                kilobytes(result.rates().percentile(0)),
                kilobytes(result.rates().percentile(100)),
                result.held(),
                kilobytes(result.rate()));
    }

    private void say(String format, Object... arguments) {
        text.add(String.format(Locale.ROOT, format, arguments));
    }

    private static String kilobytes(long bytesPerSecond) {
        return kilobytes((double) bytesPerSecond);
    }

    private static String kilobytes(double bytesPerSecond) {
        String format = bytesPerSecond % 1000 == 0 ? "%.0f KB/s" : "%.2f KB/s";
        return String.format(Locale.ROOT, format, bytesPerSecond / 1000);
    }
}
