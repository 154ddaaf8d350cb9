package org.myrmex.lab.workload;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNetwork;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * One node fetches blocks from another, on a pair of addresses of its own. With a window of one it is MUTE's way: a request,
 * its block, the next request. Blocks that later ones overtook are asked for again; when nothing comes any more the eldest is
 * asked for by a fresh route, a few times, then the download is given up. It acts by itself while time passes.
 */
public final class Download {
    /** Useful bytes of a block: 16 KiB. */
    public static final int PAYLOAD_BYTES = 16_384;

    /** Later blocks that came before one counts as lost, as in TCP (RFC 5681). */
    private static final int OVERTAKEN_TIMES = 3;

    private final World world;
    private final VirtualNetwork network;
    private final Switchboard switchboard;
    private final VirtualNode downloader;
    private final VirtualNode source;
    private final VirtualAddress asker;
    private final VirtualAddress owner;
    private final Manner manner;
    /** Asked for and not come, in order of asking; at most a window. */
    private final Map<Integer, Request> outstanding = new LinkedHashMap<>();

    private Phase phase = Phase.IDLE;
    private int nextBlock;
    private long asked;
    private int came;
    private int twice;
    private int repeated;
    private int fresh;
    private int silences;
    /** Doublings of the patience; only a fresh measurement ends them (RFC 6298). */
    private int doublings;

    private long smoothedMicros;
    private long deadlineMicros;
    private boolean timerRuns;
    private long beganMicros;
    private long endedMicros;
    private int hops;

    /**
     * How to fetch.
     *
     * @param window requests under way, 1 for stop-and-wait
     * @param blocks how many, 0 for without end
     * @param patienceMicros how long to wait for the first block before asking again
     * @param tries fresh routes in a row before giving up
     */
    public record Manner(int window, int blocks, long patienceMicros, int tries) {
        /** Most requests under way. */
        public static final int MAX_WINDOW = 1_024;

        public Manner {
            if (window < 1 || window > MAX_WINDOW || blocks < 0 || patienceMicros < 1 || tries < 0) {
                throw new IllegalArgumentException("a download of " + blocks + " blocks, window " + window
                        + ", patience " + patienceMicros + " µs, " + tries + " tries");
            }
        }
    }

    /** Where it is. */
    public enum Phase {
        IDLE,
        SEARCHING,
        /** The source is found. */
        FOUND,
        RUNNING,
        /** All blocks are there, or it was stopped. */
        DONE,
        /** The source did not answer any more. */
        GIVEN_UP
    }

    private record Request(long order, long atMicros, int times) {}

    public Download(World world, Switchboard switchboard, VirtualNode downloader, VirtualNode source, Manner manner) {
        this.world = world;
        this.network = world.network();
        this.switchboard = switchboard;
        this.downloader = downloader;
        this.source = source;
        this.manner = manner;
        this.asker = downloader.open();
        this.owner = source.open();
        switchboard.line(asker, this::atAsker);
        switchboard.line(owner, this::atOwner);
        downloader.application(switchboard);
        source.application(switchboard);
    }

    /** Asks everybody for the source; scents for both ways remain. */
    public void search() {
        phase = Phase.SEARCHING;
        downloader.query(asker, world.sealing().query(network, downloader.keys(asker)));
    }

    /** Begins to fetch. */
    public void begin() {
        phase = Phase.RUNNING;
        beganMicros = network.now();
        topUp();
        waitOn();
    }

    /** Asks for nothing more. */
    public void stop() {
        end(Phase.DONE);
    }

    public Phase phase() {
        return phase;
    }

    public VirtualNode downloader() {
        return downloader;
    }

    public VirtualNode source() {
        return source;
    }

    /** Blocks that are there. */
    public int blocks() {
        return came;
    }

    /** Blocks that came once more. */
    public int twice() {
        return twice;
    }

    /** Requests that were repeated, on known routes and on fresh ones. */
    public int repeated() {
        return repeated;
    }

    /** Fresh routes that were asked for, each at the cost of a message to everybody. */
    public int freshRoutes() {
        return fresh;
    }

    /** Links that the last block crossed. */
    public int hops() {
        return hops;
    }

    /** Useful bytes a second since it began. */
    public double bytesPerSecond() {
        long until = phase == Phase.RUNNING ? network.now() : endedMicros;
        return until == beganMicros ? 0 : came * (double) PAYLOAD_BYTES * 1e6 / (until - beganMicros);
    }

    private void atOwner(VirtualNode node, Message message, int crossed) {
        if (message.kind() == MessageKind.DATAGRAM && message.to().equals(owner)) {
            int number = NumberedBody.number(message.body());
            source.send(owner, asker, numbered(Exchange.BLOCK_BYTES, number), SendOptions.DEFAULT);
        }
    }

    private void atAsker(VirtualNode node, Message message, int crossed) {
        if (message.kind() == MessageKind.QUERY) {
            heard(node, message);
        } else if (message.kind() == MessageKind.ANSWER) {
            hops = crossed;
            if (phase == Phase.SEARCHING) {
                phase = Phase.FOUND;
            }
        } else if (message.to().equals(asker)) {
            hops = crossed;
            block(NumberedBody.number(message.body()));
        }
    }

    private void heard(VirtualNode node, Message query) {
        if (node == source) {
            world.sealing()
                    .answer(network, source.keys(owner), query)
                    .ifPresent(answer ->
                            network.work(world.sealing().sealMicros(), () -> source.answer(owner, query, answer)));
        }
    }

    private void block(int number) {
        Request request = outstanding.remove(number);
        if (request == null) {
            twice++;
            return;
        }
        came++;
        silences = 0;
        if (request.times() == 1) {
            // of a repeated request nobody knows which copy was answered (Karn's rule)
            long sample = network.now() - request.atMicros();
            doublings = 0;
            smoothedMicros = smoothedMicros == 0 ? sample : smoothedMicros + (sample - smoothedMicros) / 8;
        }
        if (manner.blocks() > 0 && came == manner.blocks()) {
            end(Phase.DONE);
        } else if (phase == Phase.RUNNING) {
            repeatOvertaken(request.order());
            topUp();
            waitOn();
        }
    }

    private void repeatOvertaken(long order) {
        List<Integer> lost = new ArrayList<>();
        for (Iterator<Map.Entry<Integer, Request>> each = outstanding.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Integer, Request> entry = each.next();
            if (entry.getValue().order() + OVERTAKEN_TIMES <= order) {
                lost.add(entry.getKey());
            }
        }
        lost.forEach(number -> repeat(number, SendOptions.DEFAULT));
    }

    private void repeat(int number, SendOptions options) {
        Request before = outstanding.remove(number);
        repeated++;
        ask(number, before.times() + 1, options);
    }

    private void topUp() {
        while (outstanding.size() < manner.window() && (manner.blocks() == 0 || nextBlock < manner.blocks())) {
            ask(nextBlock++, 1, SendOptions.DEFAULT);
        }
    }

    private void ask(int number, int times, SendOptions options) {
        outstanding.put(number, new Request(asked++, network.now(), times));
        downloader.send(asker, owner, numbered(Exchange.REQUEST_BYTES, number), options);
    }

    private Body numbered(int bytes, int number) {
        return new NumberedBody(network.bodies().make(bytes), number);
    }

    private void waitOn() {
        deadlineMicros = network.now() + patienceMicros();
        if (!timerRuns) {
            timerRuns = true;
            network.work(patienceMicros(), this::timer);
        }
    }

    /** Four times what it takes on the whole, never less than at first; twice as long after each silence. */
    private long patienceMicros() {
        return Math.max(manner.patienceMicros(), 4 * smoothedMicros) << Math.min(doublings, 6);
    }

    private void timer() {
        timerRuns = false;
        if (phase != Phase.RUNNING) {
            return;
        }
        if (network.now() < deadlineMicros) {
            timerRuns = true;
            network.work(deadlineMicros - network.now(), this::timer);
        } else if (silences == manner.tries()) {
            end(Phase.GIVEN_UP);
        } else {
            silences++;
            doublings++;
            fresh++;
            repeat(outstanding.keySet().iterator().next(), SendOptions.FRESH);
            waitOn();
        }
    }

    private void end(Phase how) {
        if (phase == Phase.RUNNING) {
            endedMicros = network.now();
        }
        phase = how;
        outstanding.clear();
        switchboard.hangUp(asker);
        switchboard.hangUp(owner);
    }
}
