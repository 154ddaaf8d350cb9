package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNode;

/** One routing in one network of equal routes, from its first search to its last block. */
final class BalanceRun {
    private final World world;
    private final BalanceSettings settings;
    private final BalanceSettings.Case what;
    private final VirtualNode downloader;
    private final VirtualNode source;
    /** By route, from the downloader's side. */
    private final List<List<VirtualNode>> relays = new ArrayList<>();

    private final List<Exchange> flows = new ArrayList<>();
    private final long[][] loads;
    private long lastArrivalMicros;
    private long blocks;
    private long pairMicros;
    private long searchMessages;
    private long transferMessages;

    BalanceRun(Conditions conditions, BalanceSettings settings, BalanceSettings.Case what) {
        this.world = new World(conditions, settings.nodes());
        this.settings = settings;
        this.what = what;
        this.loads = new long[settings.routes()][settings.relays()];
        world.network().observe(new Arrivals());
        this.downloader = world.add("D");
        this.source = world.add("S");
        LinkQuality quality = new LinkQuality(settings.delayMicros(), what.jitterMicros(), 0, LinkQuality.Order.KEPT);
        for (int route = 1; route <= settings.routes(); route++) {
            relays.add(route(route, quality));
        }
    }

    private List<VirtualNode> route(int route, LinkQuality quality) {
        List<VirtualNode> made = new ArrayList<>();
        VirtualNode before = downloader;
        for (int relay = 1; relay <= settings.relays(); relay++) {
            VirtualNode next = world.add(route + "." + relay);
            join(before, next, quality);
            made.add(next);
            before = next;
        }
        join(before, source, quality);
        return made;
    }

    private void join(VirtualNode a, VirtualNode b, LinkQuality quality) {
        world.watched(() -> world.network().link(a, b, quality));
    }

    /** The hash over everything that happened. */
    String trace() {
        return world.network().trace();
    }

    BalanceFigures run() throws LabException {
        for (int flow = 0; flow < settings.flows(); flow++) {
            flows.add(new Exchange(world, downloader, source));
        }
        int searches = settings.searches(what);
        int parts = what.when() == BalanceSettings.Searches.BETWEEN ? Math.min(searches, settings.pairs()) : 1;
        for (int part = 0; part < parts; part++) {
            search(share(searches, part, parts));
            transfer(share(settings.pairs(), part, parts));
        }
        if (blocks == 0) {
            throw new LabException("with seed " + world.conditions().seed() + " no block arrived by the routing "
                    + world.conditions().routing().name() + "; choose another");
        }
        return BalanceFigures.of(
                loads,
                pairMicros / 1e3 / blocks,
                (double) transferMessages / blocks,
                (double) searchMessages / settings.flows() / searches);
    }

    /** What is a part's, of a whole that is dealt out as evenly as can be. */
    private static int share(int whole, int part, int parts) {
        return (int) ((long) whole * (part + 1) / parts - (long) whole * part / parts);
    }

    private void search(int times) {
        long before = world.network().messages();
        for (int i = 0; i < times; i++) {
            flows.forEach(Exchange::search);
        }
        searchMessages += world.network().messages() - before;
    }

    private void transfer(int pairs) {
        long before = world.network().messages();
        count(-1);
        for (int i = 0; i < pairs; i++) {
            for (Exchange flow : flows) {
                long began = world.network().now();
                if (flow.pair()) {
                    blocks++;
                    pairMicros += lastArrivalMicros - began;
                }
            }
        }
        count(1);
        transferMessages += world.network().messages() - before;
    }

    private void count(int sign) {
        for (int route = 0; route < loads.length; route++) {
            for (int relay = 0; relay < loads[route].length; relay++) {
                loads[route][relay] +=
                        (long) sign * relays.get(route).get(relay).receptions();
            }
        }
    }

    /** Knows when the last datagram arrived: a network settles later when copies of it are still on their way. */
    private final class Arrivals implements Observer {
        @Override
        public void delivered(VirtualNode node, Message message, VirtualFrame frame) {
            if (message.kind() == MessageKind.DATAGRAM) {
                lastArrivalMicros = world.network().now();
            }
        }
    }
}
