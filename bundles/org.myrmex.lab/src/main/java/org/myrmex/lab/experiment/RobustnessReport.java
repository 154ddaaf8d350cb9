package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myrmex.lab.experiment.Outcome.Picture;
import org.myrmex.lab.experiment.Outcome.Table;
import org.myrmex.lab.experiment.Robustness.Trial;
import org.myrmex.lab.topology.NeighbourRules.Relink;

/** Puts the figures of {@link Robustness} into words, rows and objects. */
final class RobustnessReport {
    private static final String NAMES = "%-21s %-16s %6s %7s %8s %7s %8s %6s %9s %8s %7s";
    private static final String FIGURES = "%-21s %-16s %6d %7d %8.1f %7d %8.1f %6.1f %9.2f %8.2f %7d";

    private static final String RUSH_NAMES = "%-21s %5s %6s %7s %7s %8s %6s %8s %6s %9s %6s";
    private static final String RUSH_FIGURES = "%-21s %5d %6d %7.1f %7.1f %8.1f %6.1f %8.1f %6.1f %9.2f %6.2f";
    private static final String RULE_NAMES = "%-21s %-16s %9s %9s %9s";
    private static final String RULE_FIGURES = "%-21s %-16s %9.1f %9.1f %9.1f";

    private final RobustnessSettings settings;
    private final Conditions conditions;
    private final List<Trial> trials;

    RobustnessReport(RobustnessSettings settings, Conditions conditions, List<Trial> trials) {
        this.settings = settings;
        this.conditions = conditions;
        this.trials = trials;
    }

    /** A mesh at one moment, with the words for it. */
    private record Moment(String topology, String what, MeshHealth health) {}

    Outcome outcome() {
        List<Picture> pictures = new ArrayList<>();
        trials.forEach(trial -> trial.removals().forEach(removal -> pictures.addAll(removal.pictures())));
        return new Outcome(json(), text(), List.of(moments(), inrushes()), pictures);
    }

    private List<Moment> all() {
        List<Moment> all = new ArrayList<>();
        for (Trial trial : trials) {
            String topology = trial.kind().label();
            all.add(new Moment(topology, "whole", trial.inrushes().get(0).before()));
            for (Removal.Result removal : trial.removals()) {
                all.add(new Moment(topology, removal.damage().label() + " cut", removal.cut()));
                all.add(new Moment(topology, removal.damage().label() + " relinked", removal.relinked()));
            }
            trial.inrushes().forEach(inrush -> all.add(new Moment(topology, moment(inrush), inrush.after())));
        }
        return all;
    }

    private Table moments() {
        List<String> columns = new ArrayList<>(List.of("topology", "moment"));
        columns.addAll(MeshHealth.COLUMNS);
        List<List<Object>> rows = new ArrayList<>();
        for (Moment moment : all()) {
            List<Object> row = new ArrayList<>(List.of(moment.topology(), moment.what()));
            row.addAll(moment.health().cells());
            rows.add(row);
        }
        return new Table("robustness", columns, rows);
    }

    private Table inrushes() {
        List<String> columns = new ArrayList<>(List.of("topology"));
        columns.addAll(Inrush.Result.COLUMNS);
        List<List<Object>> rows = new ArrayList<>();
        for (Trial trial : trials) {
            for (Inrush.Result inrush : trial.inrushes()) {
                List<Object> row = new ArrayList<>(List.of(trial.kind().label()));
                row.addAll(inrush.cells());
                rows.add(row);
            }
        }
        return new Table("robustness-inrush", columns, rows);
    }

    private List<String> text() {
        List<String> text = new ArrayList<>();
        text.add(line(
                "robustness: %d nodes, %.1f links a node, routing %s, seed %d",
                settings.nodes(), settings.degree(), conditions.routing().name(), conditions.seed()));
        text.add(line(
                "removed at once: %.1f %% at random, %.1f %% with most links; then %.1f %% newcomers in 60 s",
                100 * settings.randomShare(), 100 * settings.hubShare(), 100 * settings.newcomerShare()));
        text.add(line(
                "rules: %d links wanted, at most %d, %d of them to random far peers; lost links: %s",
                settings.rules().wanted(),
                settings.rules().maxLinks(),
                settings.rules().farPeers(),
                settings.rules().relink().label()));
        text.add("");
        text.add(line(
                NAMES,
                "topology",
                "moment",
                "live",
                "links",
                "largest",
                "parts",
                "reached",
                "found",
                "messages",
                "copies",
                "free"));
        text.add(line(NAMES, "", "", "nodes", "", "part, %", "", "%", "%", "a node", "a node", "slots"));
        all().forEach(moment -> text.add(row(moment)));
        text.add("");
        text.add("largest part, reached: share of the live nodes; found: share of the answers that came back to "
                + settings.askers() + " askers");
        text.add("messages, copies: received by a node for one search, with its answers and of the question alone");
        text.add("");
        text.add(line(
                RUSH_NAMES,
                "newcomers in 60 s",
                "max",
                "new",
                "linked",
                "joined",
                "content",
                "wait",
                "reached",
                "found",
                "messages",
                "load"));
        text.add(line(RUSH_NAMES, "", "links", "nodes", "%", "%", "%", "s", "%", "%", "a node", "x"));
        trials.forEach(trial -> trial.inrushes().forEach(inrush -> text.add(row(trial, inrush))));
        text.add("");
        text.add("linked, joined, content: newcomers with a neighbour, in the largest part, with as many links as they"
                + " want; wait: mean of those linked");
        text.add("reached, found, messages: of a search a second meanwhile; load: messages a node gets afterwards, of"
                + " those before, when everybody asks as often");
        text.add("");
        text.add(
                "largest part, % of the survivors, when nobody, those who lost the same node, or random ones link anew:");
        text.add(line(RULE_NAMES, "topology", "removed", "none", "lost-pair", "random"));
        trials.forEach(trial -> trial.removals().forEach(removal -> text.add(rules(trial, removal))));
        text.add("");
        text.add("trace hash " + trace());
        return text;
    }

    private static String row(Moment moment) {
        MeshHealth health = moment.health();
        return line(
                FIGURES,
                moment.topology(),
                moment.what(),
                health.live(),
                health.links(),
                100 * health.largest(),
                health.parts(),
                100 * health.reached(),
                100 * health.found(),
                health.messagesANode(),
                health.queriesANode(),
                health.freeSlots());
    }

    private static String row(Trial trial, Inrush.Result inrush) {
        return line(
                RUSH_FIGURES,
                trial.kind().label(),
                inrush.maxLinks(),
                inrush.newcomers(),
                100 * inrush.linkedShare(),
                100 * inrush.joinedShare(),
                100 * inrush.contentShare(),
                inrush.waitMs() / 1000,
                100 * inrush.reached(),
                100 * inrush.found(),
                inrush.messagesANode(),
                inrush.load());
    }

    private static String moment(Inrush.Result inrush) {
        return "inrush, max " + inrush.maxLinks();
    }

    private static String rules(Trial trial, Removal.Result removal) {
        Map<Relink, Double> largest = removal.largestByRule();
        return line(
                RULE_FIGURES,
                trial.kind().label(),
                removal.damage().label(),
                100 * largest.get(Relink.NONE),
                100 * largest.get(Relink.LOST_PAIR),
                100 * largest.get(Relink.RANDOM));
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "robustness");
        json.put("routing", conditions.routing().name());
        json.put("seed", conditions.seed());
        json.put("nodes", settings.nodes());
        json.put("degree", settings.degree());
        json.put("linksWanted", settings.rules().wanted());
        json.put("maxLinks", settings.rules().maxLinks());
        json.put("farPeers", settings.rules().farPeers());
        json.put("relink", settings.rules().relink().label());
        json.put("askers", settings.askers());
        List<Object> topologies = new ArrayList<>();
        trials.forEach(trial -> topologies.add(json(trial)));
        json.put("topologies", topologies);
        json.put("trace", trace());
        return json;
    }

    private static Map<String, Object> json(Trial trial) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topology", trial.kind().label());
        json.put("links", trial.topology().edges().size());
        json.put("whole", trial.inrushes().get(0).before().json());
        for (Removal.Result removal : trial.removals()) {
            Map<String, Object> damage = new LinkedHashMap<>();
            damage.put("removedNodes", removal.removed());
            damage.put("cut", removal.cut().json());
            damage.put("relinked", removal.relinked().json());
            Map<String, Object> byRule = new LinkedHashMap<>();
            removal.largestByRule().forEach((rule, share) -> byRule.put(rule.label(), share));
            damage.put("largestPartShareByRule", byRule);
            damage.put("trace", removal.trace());
            json.put(removal.damage().label(), damage);
        }
        List<Object> inrushes = new ArrayList<>();
        for (Inrush.Result result : trial.inrushes()) {
            Map<String, Object> inrush = result.json();
            inrush.put("before", result.before().json());
            inrush.put("after", result.after().json());
            inrush.put("trace", result.trace());
            inrushes.add(inrush);
        }
        json.put("inrushes", inrushes);
        return json;
    }

    /** One hash over those of all runs. */
    private String trace() {
        long hash = 0;
        for (Trial trial : trials) {
            for (Removal.Result removal : trial.removals()) {
                hash = Long.rotateLeft(hash, 7) + Long.parseUnsignedLong(removal.trace(), 16);
            }
            for (Inrush.Result inrush : trial.inrushes()) {
                hash = Long.rotateLeft(hash, 7) + Long.parseUnsignedLong(inrush.trace(), 16);
            }
        }
        return String.format("%016x", hash);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
