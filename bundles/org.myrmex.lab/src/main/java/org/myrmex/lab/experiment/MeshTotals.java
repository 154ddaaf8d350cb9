package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;

/** The figures of all runs of a mesh experiment. */
final class MeshTotals {
    private final List<Stage> stages = new ArrayList<>();
    private final Sample messagesForANode = new Sample();
    private final Sample reached = new Sample();
    private int searches;
    private int found;
    private int withoutPair;

    /** What was fetched after so many kills. */
    static final class Stage {
        /** Means of single transfers. */
        private final Sample stretch = new Sample();

        private final Sample messagesForOneNeeded = new Sample();
        private long sent;
        private long arrived;
        private int transfers;
        private int whole;
        private int cutOff;

        Sample stretch() {
            return stretch;
        }

        Sample messagesForOneNeeded() {
            return messagesForOneNeeded;
        }

        int transfers() {
            return transfers;
        }

        /** Share of the messages that arrived, of those that were sent. */
        double arrivedShare() {
            return arrived / (double) sent;
        }

        /** Share of the transfers of which every message arrived. */
        double wholeShare() {
            return whole / (double) transfers;
        }

        /** Pairs between which no way was left. */
        int cutOff() {
            return cutOff;
        }
    }

    MeshTotals(int kills) {
        for (int i = 0; i <= kills; i++) {
            stages.add(new Stage());
        }
    }

    void noPair() {
        withoutPair++;
    }

    void searched(boolean answered, double messages, double reachedShare) {
        searches++;
        found += answered ? 1 : 0;
        messagesForANode.add(messages);
        reached.add(reachedShare);
    }

    void cutOff(int kills) {
        stages.get(kills).cutOff++;
    }

    void transferred(int kills, MeshPair.Transfer transfer, long messages) {
        Stage stage = stages.get(kills);
        stage.transfers++;
        stage.sent += transfer.sent();
        stage.arrived += transfer.arrived();
        stage.whole += transfer.arrived() == 2 * MeshSettings.PAIRS ? 1 : 0;
        stage.messagesForOneNeeded.add(messages / (double) transfer.needed());
        if (transfer.arrived() > 0) {
            stage.stretch.add(transfer.stretch());
        }
    }

    List<Stage> stages() {
        return stages;
    }

    Sample messagesForANode() {
        return messagesForANode;
    }

    Sample reached() {
        return reached;
    }

    int searches() {
        return searches;
    }

    int found() {
        return found;
    }

    /** Searches that were left out, since no two nodes were far enough from each other. */
    int withoutPair() {
        return withoutPair;
    }
}
