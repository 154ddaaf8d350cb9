package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.myrmex.lab.eclipse.Census;
import org.myrmex.lab.eclipse.Defence;
import org.myrmex.lab.eclipse.Siege;
import org.myrmex.lab.eclipse.Situation;
import org.myrmex.lab.report.Bounds;
import org.myrmex.testkit.simulation.Seeds;

/** One situation, over all its seeds. */
final class EclipseFigures {
    private final Situation situation;
    private final List<Siege.Result> results = new ArrayList<>();

    EclipseFigures(Situation situation) {
        this.situation = situation;
    }

    void add(Siege.Result result) {
        results.add(result);
    }

    Situation situation() {
        return situation;
    }

    /** Of all seeds. */
    String trace() {
        long trace = 0;
        for (Siege.Result result : results) {
            trace = Long.rotateLeft(trace, 7) + result.trace();
        }
        return String.format("%016x", trace);
    }

    int mostInVain() {
        return results.stream().mapToInt(Siege.Result::mostInVain).max().orElse(0);
    }

    /** One for each moment. */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int moment = 0; moment < results.get(0).censuses().size(); moment++) {
            int at = moment;
            rows.add(row(
                    results.stream().map(result -> result.censuses().get(at)).toList()));
        }
        return rows;
    }

    private Map<String, Object> row(List<Census> censuses) {
        long honest = 0;
        long eclipsed = 0;
        long alone = 0;
        long restarted = 0;
        long restartedEclipsed = 0;
        long links = 0;
        long hostileLinks = 0;
        long connected = 0;
        int fewest = Integer.MAX_VALUE;
        List<Double> shares = new ArrayList<>();
        for (Census census : censuses) {
            honest += census.honest();
            eclipsed += census.eclipsed();
            alone += census.alone();
            restarted += census.restarted();
            restartedEclipsed += census.restartedEclipsed();
            links += census.links();
            hostileLinks += census.hostileLinks();
            connected += census.connected();
            fewest = Math.min(fewest, census.fewest());
            shares.add((double) census.eclipsed() / census.honest());
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("attack", situation.attack().label());
        row.put("joining", situation.joining().label());
        row.put("without", situation.without().stream().map(Defence::label).collect(Collectors.joining(" ")));
        row.put("moment", censuses.get(0).moment());
        row.put("honestPeers", honest);
        row.put("eclipsedPeers", eclipsed);
        row.put("eclipsed", share(eclipsed, honest));
        row.put("eclipsedUpper95", Bounds.clopperPearson(eclipsed, honest));
        row.put("eclipsedUpper95BySeeds", Bounds.ofRuns(shares, Seeds.of(censuses.size(), "bootstrap")));
        row.put("floor", situation.joining().floor(situation.hostile()));
        row.put("eclipsedOfRestarted", share(restartedEclipsed, restarted));
        row.put("alone", share(alone, honest));
        row.put("hostileLinks", share(hostileLinks, links));
        row.put("connected", share(connected, honest));
        row.put("fewestLinks", fewest);
        row.put("meanLinks", share(links, honest));
        row.put(
                "mostLinks",
                results.stream().mapToInt(Siege.Result::mostLinks).max().orElse(0));
        row.put("dialsPerPeerHour", perPeerHour(Siege.Result::dials));
        row.put("roomsMadePerPeerHour", perPeerHour(Siege.Result::roomsMade));
        row.put("mostDialsOfVictimPerPeerHour", mostInVain());
        return row;
    }

    private double perPeerHour(ToLongFunction<Siege.Result> count) {
        double hours = results.stream().mapToDouble(Siege.Result::hours).sum();
        return hours == 0 ? 0 : results.stream().mapToLong(count).sum() / hours;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
