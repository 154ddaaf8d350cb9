package org.myrmex.lab.eclipse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerAddress;

/** One town from one seed: peers join one by one, then a tenth of the honest ones restart, twice. */
public final class Siege {
    private static final int RESTARTED = 10;
    /** Those who restart do so within these, and are away for a while. */
    private static final long RESTARTS_MICROS = 300 * Town.SECOND;

    private static final long AWAY_MICROS = 30 * Town.SECOND;
    /** No network that another peer has. */
    private static final int PACKED_NETWORKS = 1 << 14;

    private final Town town;
    private final RandomGenerator random;
    private final List<Census> censuses = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param censuses in the order of time
     * @param dials of honest peers
     * @param roomsMade links that honest peers ended for others
     * @param hours that honest peers were there, added up
     * @param mostInVain most dials by one peer within an hour to one address that only hostile peers name and where nobody is
     * @param mostLinks that an honest peer ever had at once
     * @param trace a hash over all that happened
     */
    public record Result(
            List<Census> censuses,
            long dials,
            long roomsMade,
            double hours,
            int mostInVain,
            int mostLinks,
            long trace) {}

    private Siege(Situation situation, long seed) {
        this.town = new Town(situation, seed);
        this.random = town.random("siege");
    }

    /** Plays it; the same seed gives the same. */
    public static Result run(Situation situation, long seed) {
        return new Siege(situation, seed).run();
    }

    private Result run() {
        Situation situation = town.situation;
        long settle = situation.settleMinutes() * 60L * Town.SECOND;
        everybodyJoins();
        town.time.runFor(settle);
        censuses.add(Census.of("joined", town.peers, List.of()));
        restart("restarted", false, settle);
        restart("restarted, all forgotten", true, settle);
        double micros = 0;
        int mostLinks = 0;
        for (Peer peer : town.peers) {
            micros += peer.isHostile() ? 0 : peer.upMicros();
            mostLinks = Math.max(mostLinks, peer.isHostile() ? 0 : peer.mostLines());
        }
        return new Result(
                List.copyOf(censuses),
                town.dials(),
                town.roomsMade(),
                micros / (3_600.0 * Town.SECOND),
                town.mostInVain(),
                mostLinks,
                town.trace());
    }

    private void everybodyJoins() {
        Situation situation = town.situation;
        int hostile = (int) Math.round(situation.hostile() * situation.peers());
        List<Boolean> order = new ArrayList<>(Collections.nCopies(situation.peers(), false));
        Collections.fill(order.subList(0, hostile), true);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        join(false); // the host catcher, or simply the first
        int packed = 0;
        for (boolean isHostile : order) {
            town.time.runFor((long) (2 * situation.joinSeconds() * Town.SECOND * random.nextDouble()));
            int number = town.peers.size();
            if (isHostile && situation.packed() > 1) {
                int network = PACKED_NETWORKS + packed / situation.packed();
                join(true, Hosts.of(network, 1 + packed % situation.packed(), number));
                packed++;
            } else {
                join(isHostile);
            }
        }
    }

    private void join(boolean isHostile) {
        int number = town.peers.size();
        join(isHostile, Hosts.of(number, 1, number));
    }

    private void join(boolean isHostile, PeerAddress address) {
        int number = town.peers.size();
        List<PeerAddress> knows = whomItKnows();
        Peer peer = isHostile
                ? new Hostile(town, number, address, Hosts.network(address), knows)
                : new Peer(town, number, address, Hosts.network(address), knows, isUnreachable());
        town.add(peer);
        peer.start();
    }

    private boolean isUnreachable() {
        return !town.peers.isEmpty() && random.nextDouble() < town.situation.unreachable();
    }

    private List<PeerAddress> whomItKnows() {
        if (town.peers.isEmpty()) {
            return List.of();
        }
        return switch (town.situation.joining()) {
            case HOSTCATCHER -> List.of(town.peers.get(0).address);
            case INVITE -> List.of(anybody());
            case TWO_INVITES -> List.of(anybody(), anybody());
        };
    }

    private PeerAddress anybody() {
        return town.peers.get(random.nextInt(town.peers.size())).address;
    }

    private void restart(String moment, boolean forgetful, long settle) {
        List<Peer> honest = new ArrayList<>(
                town.peers.stream().filter(peer -> !peer.isHostile()).toList());
        honest.remove(0); // the host catcher stays
        List<Peer> restarted = new ArrayList<>();
        for (int i = 0; i < Math.max(1, town.situation.peers() / RESTARTED); i++) {
            restarted.add(honest.remove(random.nextInt(honest.size())));
        }
        for (Peer peer : restarted) {
            town.time.after(random.nextLong(RESTARTS_MICROS), () -> {
                peer.stop();
                if (forgetful) {
                    peer.forgetEverything();
                }
                town.time.after(AWAY_MICROS, peer::start);
            });
        }
        town.time.runFor(RESTARTS_MICROS + AWAY_MICROS + settle);
        censuses.add(Census.of(moment, town.peers, restarted));
    }
}
