package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.myrmex.lab.eclipse.Attack;
import org.myrmex.lab.eclipse.Defence;
import org.myrmex.lab.eclipse.Joining;
import org.myrmex.lab.eclipse.Siege;
import org.myrmex.lab.eclipse.Situation;

/** How many honest peers have none but hostile neighbours, when peers choose them as the mesh that ships does. */
public final class EclipseExperiment implements Experiment {
    private static final String HEADS = "%-11s %-12s %-25s %8s %8s %8s %8s %8s %8s %6s %4s %10s %10s";

    private final EclipseSettings settings;

    public EclipseExperiment(EclipseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome run(Conditions conditions, Progress progress) throws LabException {
        List<EclipseFigures> all = new ArrayList<>();
        for (List<Defence> without : settings.without()) {
            for (Attack attack : settings.attacks()) {
                for (Joining joining : settings.joinings()) {
                    Situation situation = settings.situation(attack, joining, without);
                    EclipseFigures figures = new EclipseFigures(situation);
                    for (int i = 0; i < settings.seeds(); i++) {
                        figures.add(Siege.run(situation, conditions.seed() + i));
                        progress.at(attack.label() + ", " + joining.label(), i + 1L, settings.seeds(), "seeds");
                    }
                    all.add(figures);
                }
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", "eclipse");
        json.put("seed", conditions.seed());
        json.put("seeds", settings.seeds());
        json.put("peers", settings.peers());
        json.put("hostile", settings.hostile());
        json.put("unreachable", settings.unreachable());
        json.put("joinSeconds", settings.joinSeconds());
        json.put("settleMinutes", settings.settleMinutes());
        json.put("packed", settings.packed());
        json.put("open", settings.open() < 0 ? null : settings.open());
        json.put("target", target());
        List<Map<String, Object>> rows = new ArrayList<>();
        all.forEach(figures -> rows.addAll(figures.rows()));
        json.put("rows", rows);
        return new Outcome(json, text(conditions, all), List.of(table(rows)), List.of());
    }

    /** As if all neighbours were drawn by chance, and one in a hundred more. */
    private double target() {
        return Math.pow(settings.hostile(), Situation.DEGREE) + 0.01;
    }

    private static Outcome.Table table(List<Map<String, Object>> rows) {
        List<List<Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(new ArrayList<>(row.values())));
        return new Outcome.Table("eclipse", List.copyOf(rows.get(0).keySet()), cells);
    }

    private List<String> text(Conditions conditions, List<EclipseFigures> all) {
        List<String> text = new ArrayList<>();
        text.add(line(
                "eclipse: %d peers that want %d neighbours and leave %s places to whoever dials, %.0f %% hostile, %d"
                        + " to a network, %.0f %% of the others unreachable; seeds %d to %d",
                settings.peers(),
                Situation.DEGREE,
                settings.open() < 0 ? "the usual" : settings.open(),
                100 * settings.hostile(),
                settings.packed(),
                100 * settings.unreachable(),
                conditions.seed(),
                conditions.seed() + settings.seeds() - 1));
        text.add(line(
                "one joins every %.0f s, then %d minutes; then a tenth restarts, %d minutes; then a tenth that has"
                        + " forgotten everything, %d minutes",
                settings.joinSeconds(), settings.settleMinutes(), settings.settleMinutes(), settings.settleMinutes()));
        text.add("");
        text.add(line(
                HEADS,
                "attack",
                "joined by",
                "moment",
                "eclipsed",
                "at most",
                "by seeds",
                "of those",
                "alone",
                "hostile",
                "joint",
                "most",
                "dials",
                "rooms"));
        text.add(line(HEADS, "", "", "", "%", "%", "%", "back, %", "%", "links, %", "%", "", "a peer, h", "a peer, h"));
        for (EclipseFigures figures : all) {
            figures.rows().forEach(row -> text.add(row(row)));
        }
        text.add("");
        text.add(line(
                "eclipsed: honest peers whose neighbours are all hostile; target %.3f %%; at most: Clopper-Pearson"
                        + " over all peers, by seeds: bootstrap with a seed as the unit, both 95 %%",
                100 * target()));
        text.add("of those back: of the ones that restarted; joint: largest part that honest peers make by themselves;"
                + " most: links of one peer at any time; rooms: links that an honest peer ended for others");
        settings.joinings().stream()
                .filter(joining -> joining.floor(settings.hostile()) > 0)
                .forEach(joining -> text.add(line(
                        "%s: floor %.1f %%, who knows nobody but hostile peers is lost whatever it does",
                        joining.label(), 100 * joining.floor(settings.hostile()))));
        all.stream()
                .filter(figures -> figures.situation().attack() == Attack.REFLECT)
                .forEach(figures -> text.add(line(
                        "%s, %s: the victim was dialled by one peer at most %d times an hour",
                        figures.situation().attack().label(),
                        figures.situation().joining().label(),
                        figures.mostInVain())));
        settings.attacks().forEach(attack -> text.add(attack.label() + ": " + attack.about()));
        text.add("trace hash " + all.stream().map(EclipseFigures::trace).collect(Collectors.joining(" ")));
        return text;
    }

    private static String row(Map<String, Object> row) {
        String moment = row.get("moment") + (row.get("without").equals("") ? "" : " -" + row.get("without"));
        return line(
                "%-11s %-12s %-25s %8.3f %8.3f %8.3f %8.2f %8.2f %8.1f %6.1f %4d %10.1f %10.2f",
                row.get("attack"),
                row.get("joining"),
                moment,
                percent(row, "eclipsed"),
                percent(row, "eclipsedUpper95"),
                percent(row, "eclipsedUpper95BySeeds"),
                percent(row, "eclipsedOfRestarted"),
                percent(row, "alone"),
                percent(row, "hostileLinks"),
                percent(row, "connected"),
                row.get("mostLinks"),
                row.get("dialsPerPeerHour"),
                row.get("roomsMadePerPeerHour"));
    }

    private static double percent(Map<String, Object> row, String key) {
        return 100 * (double) row.get(key);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
