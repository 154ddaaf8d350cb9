package org.myrmex.routing.mute.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/** Drives the experiment: the downloader searches, then fetches in pairs of request and block, one after the other. */
final class ExperimentRun {
    private final VirtualNetwork network;
    private final Map<String, VirtualNode> nodes = new LinkedHashMap<>();
    private final long delayFactor;
    private final long tieMicros;
    private final VirtualAddress downloader;
    private final VirtualAddress source;

    /**
     * @param order in which the nodes are made, and their links too
     * @param tieMicros added to the link from 8 to 6: in the fixture node 6 hears 7 and 8 in the same microsecond, and the
     *     printed loads say that 7 was first
     */
    ExperimentRun(
            Experiment experiment,
            RoutingProtocolFactory routing,
            List<String> order,
            long delayFactor,
            long tieMicros) {
        this.network = new VirtualNetwork(routing, RoutingLimits.DEFAULT, 1);
        this.delayFactor = delayFactor;
        this.tieMicros = tieMicros;
        order.forEach(name -> nodes.put(name, network.add(name)));
        for (String name : order) {
            for (Experiment.Link link : experiment.links()) {
                if (link.a().equals(name)) {
                    link(link);
                }
            }
        }
        this.downloader = nodes.get("D").open();
        this.source = nodes.get("S").open();
    }

    void search() {
        Message query = nodes.get("D").query(downloader);
        network.settle();
        expectDelivered(nodes.get("S"), query);
        Message answer = nodes.get("S").answer(source, query);
        network.settle();
        expectDelivered(nodes.get("D"), answer);
    }

    void transfer(Experiment.Step step) {
        for (int pair = 0; pair < step.pairs(); pair++) {
            if (step.kill() != null && pair == step.killAfterPairs()) {
                network.kill(nodes.get(step.kill()));
                step.newLinks().forEach(this::link);
            }
            Message request = nodes.get("D").send(downloader, source, 1024, SendOptions.DEFAULT);
            network.settle();
            expectDelivered(nodes.get("S"), request);
            Message block = nodes.get("S").send(source, downloader, 16_896, SendOptions.DEFAULT);
            network.settle();
            expectDelivered(nodes.get("D"), block);
        }
    }

    /** Receptions of the nodes 0 to 10 so far. */
    List<Integer> load() {
        return IntStream.rangeClosed(0, 10)
                .mapToObj(node -> nodes.get(String.valueOf(node)).receptions())
                .toList();
    }

    int queryCopies() {
        return IntStream.rangeClosed(0, 10)
                .map(node -> nodes.get(String.valueOf(node)).count(RoutingEvent.Kind.QUERY_RECEIVED))
                .sum();
    }

    /** The way that the scents show from the downloader to the source. */
    List<String> route() {
        List<String> route = new ArrayList<>(List.of("D"));
        VirtualNode here = nodes.get("D");
        while (here != nodes.get("S") && route.size() <= nodes.size()) {
            VirtualNode at = here;
            here = at.routes().stream()
                    .filter(entry -> entry.address().equals(source))
                    .map(RouteView::next)
                    .map(next -> at.link(next).beyond(at))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(at.name() + " knows no way to the source"));
            route.add(here.name());
        }
        return route;
    }

    int bodiesAlive() {
        return network.bodies().alive();
    }

    private void link(Experiment.Link link) {
        boolean tied = link.a().equals("6") && link.b().equals("8");
        long delayMicros = link.delayMicros() * delayFactor + (tied ? tieMicros : 0);
        network.link(nodes.get(link.a()), nodes.get(link.b()), delayMicros);
    }

    private static void expectDelivered(VirtualNode node, Message message) {
        MessageId wanted = MessageId.of(message.id());
        long times = node.delivered().stream()
                .filter(seen -> MessageId.of(seen.id()).equals(wanted))
                .count();
        if (times != 1) {
            throw new AssertionError(message.kind() + " reached " + node.name() + " " + times + " times");
        }
    }
}
