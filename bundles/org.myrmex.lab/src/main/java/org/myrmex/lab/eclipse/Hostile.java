package org.myrmex.lab.eclipse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Pong;
import org.myrmex.mesh.guard.Network;

/** A peer that wants to be everybody's only sort of neighbour. */
final class Hostile extends Peer {
    /** It goes to one honest peer so often: a gang of twenty to each of eighty five times a minute, more than rooms are made. */
    private static final long CROWD_MICROS = 3 * Town.SECOND;

    private static final int VICTIMS = Pong.MAX_RECORDS / 2;

    Hostile(Town town, int number, PeerAddress address, Network network, List<PeerAddress> configured) {
        super(town, number, address, network, configured, false);
    }

    @Override
    boolean isHostile() {
        return true;
    }

    @Override
    void start() {
        town.gang.joins(new Sign(address));
        super.start();
        if (town.situation.attack() == Attack.CROWD) {
            crowd();
        }
    }

    private void crowd() {
        List<PeerAddress> prey = new ArrayList<>(town.gang.prey());
        prey.removeIf(honest -> lines.values().stream()
                .anyMatch(line -> line.other(this).address.equals(honest)));
        if (!prey.isEmpty()) {
            town.dial(this, prey.get(random.nextInt(prey.size())));
        }
        town.time.after(CROWD_MICROS / 2 + random.nextLong(CROWD_MICROS), this::crowd);
    }

    @Override
    boolean wantsRoom() {
        return town.situation.attack() == Attack.CROWD || super.wantsRoom();
    }

    @Override
    boolean takesDialled(PeerAddress target) {
        return true;
    }

    @Override
    Optional<CloseReason> refuses(Peer other, boolean wantsRoom) {
        town.gang.learns(other.address);
        return super.refuses(other, wantsRoom);
    }

    @Override
    void pinged(Line line, boolean tryMe) {
        town.gang.learns(line.other(this).address);
        super.pinged(line, tryMe);
    }

    @Override
    void ponged(Line line, Catcher.Answer<Sign> answer) {
        answer.names().forEach(sign -> town.gang.learns(sign.address()));
        super.ponged(line, answer);
    }

    @Override
    List<Sign> names(List<Sign> met, Peer asker) {
        if (town.situation.attack() != Attack.REFLECT) {
            return town.gang.some(Pong.MAX_RECORDS, asker.id(), random);
        }
        List<Sign> names = new ArrayList<>(town.gang.some(Pong.MAX_RECORDS - VICTIMS, asker.id(), random));
        for (int i = 0; i < VICTIMS; i++) {
            names.add(new Sign(Hosts.victim(random)));
        }
        return names;
    }
}
