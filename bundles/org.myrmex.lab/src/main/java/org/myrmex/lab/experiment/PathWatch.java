package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNode;

/** Knows by which nodes the last message came to each receiver, and how far queries went. */
final class PathWatch implements Observer {
    /** Receivers are the ends of an experiment's conversations: as many as that has. */
    private final LinkedHashMap<Integer, List<Integer>> last = new LinkedHashMap<>();

    private long queriesDelivered;

    @Override
    public void delivered(VirtualNode node, Message message, VirtualFrame frame) {
        if (message.kind() == MessageKind.QUERY) {
            queriesDelivered++;
            return;
        }
        List<Integer> path = new ArrayList<>();
        for (VirtualFrame at = frame; at != null; at = at.cause()) {
            path.add(at.from().node().number());
        }
        last.put(node.number(), path);
    }

    /** Numbers of the nodes that passed it on, from the last one back to the sender; none when nothing came. */
    List<Integer> lastTo(VirtualNode node) {
        return last.getOrDefault(node.number(), List.of());
    }

    /** Nodes that queries were delivered at, each query counted by itself. */
    long queriesDelivered() {
        return queriesDelivered;
    }
}
