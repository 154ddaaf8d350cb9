package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.eclipse.Attack;
import org.myrmex.lab.eclipse.Defence;
import org.myrmex.lab.eclipse.Joining;
import org.myrmex.lab.experiment.EclipseExperiment;
import org.myrmex.lab.experiment.EclipseSettings;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine.Option;

/** Options of {@code lab eclipse}. */
final class EclipseOptions extends ExperimentOptions {
    private static final int MAX_PEERS = 1_000;
    private static final int MAX_SEEDS = 100_000;
    private static final double MAX_SHARE = 0.9;
    private static final int MAX_PACKED = 200;

    @Option(
            names = "--peers",
            paramLabel = "N",
            description = "how many peers join, hostile ones among them, 10 to 1,000 (100)")
    int peers = 100;

    @Option(names = "--hostile", paramLabel = "F", description = "share of them that is hostile, 0 to 0.9 (0.2)")
    double hostile = 0.2;

    @Option(
            names = "--unreachable",
            paramLabel = "F",
            description = "share of the others that dials and cannot be dialled, 0 to 0.9 (0)")
    double unreachable = 0;

    @Option(
            names = "--attack",
            paramLabel = "KIND",
            description = "what hostile peers do: poison, crowd, reflect or all (poison)")
    String attack = "poison";

    @Option(
            names = "--join",
            paramLabel = "BY",
            description = "whom newcomers know: hostcatcher (an honest one), invite (a peer by chance), two-invites or"
                    + " all (hostcatcher)")
    String join = "hostcatcher";

    @Option(names = "--seeds", paramLabel = "N", description = "runs of each row, 1 to 100,000 (100)")
    int seeds = 100;

    @Option(
            names = "--join-seconds",
            paramLabel = "S",
            description = "between two newcomers, on average, 0 to 3,600 (10)")
    double joinSeconds = 10;

    @Option(
            names = "--settle-minutes",
            paramLabel = "MIN",
            description = "until the town is looked at, after each change, 1 to 1,440 (30)")
    int settleMinutes = 30;

    @Option(
            names = "--packed",
            paramLabel = "N",
            description = "hostile peers that share a public network of 256 addresses, 1 to 200 (1)")
    int packed = 1;

    @Option(
            names = "--open",
            paramLabel = "N",
            description = "places of the five that peers leave to whoever dials them, 0 to 4 (as the mesh ships)")
    Integer open;

    @Option(
            names = "--without",
            paramLabel = "DEFENCE",
            description = "leave one away: far-slots, keyed-order, teller-limit or making-room; each: none and"
                    + " then each in turn (none)")
    String without = "none";

    @Override
    String purpose() {
        return "hostile peers try to be all neighbours of honest ones: how many they surround";
    }

    @Override
    int nodes() {
        return peers;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        within("--peers", peers, 10, MAX_PEERS);
        if (!(hostile >= 0 && hostile <= MAX_SHARE)) {
            throw new LabException("--hostile is 0 to " + MAX_SHARE + ", not " + hostile + "; choose a value between");
        }
        if (!(unreachable >= 0 && unreachable <= MAX_SHARE)) {
            throw new LabException(
                    "--unreachable is 0 to " + MAX_SHARE + ", not " + unreachable + "; choose a value between");
        }
        within("--seeds", seeds, 1, MAX_SEEDS);
        within("--join-seconds", joinSeconds, 0, 3_600);
        within("--settle-minutes", settleMinutes, 1, 1_440);
        within("--packed", packed, 1, MAX_PACKED);
        if (open != null) {
            within("--open", open, 0, 4);
        }
        List<Attack> attacks =
                attack.equals("all") ? List.of(Attack.values()) : List.of(choice(() -> Attack.labelled(attack)));
        List<Joining> joinings =
                join.equals("all") ? List.of(Joining.values()) : List.of(choice(() -> Joining.labelled(join)));
        return new EclipseExperiment(new EclipseSettings(
                peers,
                hostile,
                unreachable,
                attacks,
                joinings,
                seeds,
                joinSeconds,
                settleMinutes,
                packed,
                open == null ? -1 : open,
                leftAway()));
    }

    private List<List<Defence>> leftAway() throws LabException {
        if (without.equals("none")) {
            return List.of(List.of());
        }
        if (!without.equals("each")) {
            return List.of(List.of(choice(() -> Defence.labelled(without))));
        }
        List<List<Defence>> each = new ArrayList<>(List.of(List.of()));
        for (Defence defence : Defence.values()) {
            each.add(List.of(defence));
        }
        return each;
    }
}
