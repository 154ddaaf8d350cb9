package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.myrmex.lab.report.Spread;

/** Shows what came out of {@link Balance}. */
final class BalanceReport {
    private static final String ROW = "%-19s %-8s %-19s %-14s %-14s %-14s %-17s %s";

    private final BalanceSettings settings;
    private final String routing;
    private final long seed;
    private final List<Balance.Series> all;
    private final String trace;

    /** @param all by case, the conditions' routing before the other one */
    BalanceReport(BalanceSettings settings, Conditions conditions, List<Balance.Series> all, String trace) {
        this.settings = settings;
        this.routing = conditions.routing().name();
        this.seed = conditions.seed();
        this.all = all;
        this.trace = trace;
    }

    Outcome outcome() {
        BalanceTables tables = new BalanceTables(settings, seed, all);
        BalanceMap map = new BalanceMap(settings);
        List<Outcome.Picture> pictures = new ArrayList<>();
        for (Balance.Series series : shown()) {
            String name = pictures.isEmpty() ? "balance" : "balance-beside";
            String subtitle = "searches: " + when(series.what()) + ", jitter up to "
                    + millis(series.what().jitterMicros()) + ", seed " + seed;
            pictures.add(new Outcome.Picture(
                    name,
                    map.svg(
                            "Equal routes, routing " + series.routing(),
                            subtitle,
                            series.runs().get(0))));
        }
        return new Outcome(json(), text(), List.of(tables.runs(), tables.relays()), pictures);
    }

    /** The two series that tell most: a queue of several first copies, which jitter made differ. */
    private List<Balance.Series> shown() {
        return all.stream()
                .filter(series -> series.what().when() == BalanceSettings.Searches.BEFORE)
                .filter(series -> series.what().jitterMicros() == settings.jitterMicros())
                .toList();
    }

    private List<String> text() {
        List<String> text = new ArrayList<>();
        text.add(settings.routes() + " equal routes of " + settings.relays() + " relays, links of "
                + millis(settings.delayMicros()) + "; " + settings.flows() + " flows of " + settings.pairs()
                + " requests and blocks each");
        text.add(settings.runs() + " runs, seeds " + seed + " to " + (seed + settings.runs() - 1)
                + ": mean ± standard deviation of a run");
        text.add(String.format(
                ROW,
                "searches of a flow",
                "jitter",
                "routing",
                "max/mean",
                "variation",
                "evenness",
                "latency ms",
                "messages/block"));
        for (Balance.Series series : all) {
            text.add(String.format(
                    ROW,
                    when(series.what()),
                    millis(series.what().jitterMicros()),
                    series.routing(),
                    spread(series, BalanceFigures::maxOverMean),
                    spread(series, BalanceFigures::variation),
                    spread(series, BalanceFigures::evenness),
                    spread(series, BalanceFigures::latencyMillis),
                    spread(series, BalanceFigures::messagesPerBlock)));
        }
        text.add("max/mean: 1 is even, " + settings.routes() + " is all on one route; variation: 0 is even;"
                + " evenness: entropy of the shares, 1 is even");
        for (Balance.Series series : shown()) {
            BalanceFigures first = series.runs().get(0);
            text.add("messages by route with " + series.routing() + ", searches: " + when(series.what()) + ", jitter "
                    + millis(series.what().jitterMicros()) + ", seed " + seed + ": " + first.routes() + "; by relay: "
                    + first.loads());
        }
        text.add("trace " + trace);
        return text;
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "balance");
        json.put("routing", routing);
        json.put("beside", settings.beside().name());
        json.put("seed", seed);
        json.put("trace", trace);
        json.put("routes", settings.routes());
        json.put("relays", settings.relays());
        json.put("flows", settings.flows());
        json.put("pairs", settings.pairs());
        json.put("delayMicros", settings.delayMicros());
        json.put("runs", settings.runs());
        json.put("cases", all.stream().map(this::json).toList());
        return json;
    }

    private Map<String, Object> json(Balance.Series series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("searches", settings.searches(series.what()));
        json.put("when", series.what().when().name().toLowerCase(Locale.ROOT));
        json.put("jitterMicros", series.what().jitterMicros());
        json.put("routing", series.routing());
        json.put("maxOverMean", spread(series, BalanceFigures::maxOverMean).json());
        json.put("variation", spread(series, BalanceFigures::variation).json());
        json.put("evenness", spread(series, BalanceFigures::evenness).json());
        json.put("latencyMillis", spread(series, BalanceFigures::latencyMillis).json());
        json.put(
                "messagesPerBlock",
                spread(series, BalanceFigures::messagesPerBlock).json());
        json.put(
                "messagesPerSearch",
                spread(series, BalanceFigures::messagesPerSearch).json());
        json.put("firstRunLoads", series.runs().get(0).loads());
        return json;
    }

    private static Spread spread(Balance.Series series, ToDoubleFunction<BalanceFigures> figure) {
        return Spread.of(series.runs().stream().map(figure::applyAsDouble).toList());
    }

    private String when(BalanceSettings.Case what) {
        return switch (what.when()) {
            case ONCE -> "1 first";
            case BEFORE -> settings.searches() + " first";
            case BETWEEN -> settings.searches() + " between blocks";
        };
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, micros % 1000 == 0 ? "%.0f ms" : "%.3f ms", micros / 1e3);
    }
}
