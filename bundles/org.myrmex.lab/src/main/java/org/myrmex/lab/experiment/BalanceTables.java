package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.myrmex.lab.report.Spread;

/** Every figure of {@link Balance}, for files. */
final class BalanceTables {
    private final BalanceSettings settings;
    private final long seed;
    private final List<Balance.Series> all;

    BalanceTables(BalanceSettings settings, long seed, List<Balance.Series> all) {
        this.settings = settings;
        this.seed = seed;
        this.all = all;
    }

    Outcome.Table runs() {
        List<List<Object>> rows = new ArrayList<>();
        for (Balance.Series series : all) {
            for (int i = 0; i < series.runs().size(); i++) {
                BalanceFigures run = series.runs().get(i);
                List<Object> row = new ArrayList<>(key(series, i));
                row.add(Spread.rounded(run.maxOverMean()));
                row.add(Spread.rounded(run.variation()));
                row.add(Spread.rounded(run.evenness()));
                row.add(Spread.rounded(run.latencyMillis()));
                row.add(Spread.rounded(run.messagesPerBlock()));
                row.add(Spread.rounded(run.messagesPerSearch()));
                rows.add(row);
            }
        }
        return new Outcome.Table(
                "balance-runs",
                columns("maxOverMean", "variation", "evenness", "latencyMs", "messagesPerBlock", "messagesPerSearch"),
                rows);
    }

    Outcome.Table relays() {
        List<List<Object>> rows = new ArrayList<>();
        for (Balance.Series series : all) {
            for (int i = 0; i < series.runs().size(); i++) {
                List<List<Long>> loads = series.runs().get(i).loads();
                for (int route = 0; route < loads.size(); route++) {
                    for (int relay = 0; relay < loads.get(route).size(); relay++) {
                        List<Object> row = new ArrayList<>(key(series, i));
                        row.addAll(
                                List.of(route + 1, relay + 1, loads.get(route).get(relay)));
                        rows.add(row);
                    }
                }
            }
        }
        return new Outcome.Table("balance-relays", columns("route", "relay", "messages"), rows);
    }

    private List<Object> key(Balance.Series series, int run) {
        return List.of(
                settings.searches(series.what()),
                series.what().when().name().toLowerCase(Locale.ROOT),
                series.what().jitterMicros(),
                series.routing(),
                seed + run);
    }

    private static List<String> columns(String... further) {
        List<String> columns = new ArrayList<>(List.of("searches", "when", "jitterMicros", "routing", "seed"));
        columns.addAll(List.of(further));
        return columns;
    }
}
