package org.myrmex.lab.eclipse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** What all hostile peers know: each other, and the honest ones that one of them has met or heard of. */
final class Gang {
    private final List<Sign> members = new ArrayList<>();
    private final TreeSet<PeerId> ids = new TreeSet<>();
    private final TreeMap<PeerId, PeerAddress> prey = new TreeMap<>();

    void joins(Sign member) {
        members.add(member);
        ids.add(member.id());
        prey.remove(member.id());
    }

    void learns(PeerAddress address) {
        PeerId id = address.id().orElseThrow();
        if (!ids.contains(id)) {
            prey.put(id, address);
        }
    }

    List<PeerAddress> prey() {
        return List.copyOf(prey.values());
    }

    /** Some of them by chance. */
    List<Sign> some(int most, PeerId except, RandomGenerator random) {
        List<Sign> some = new ArrayList<>(members);
        some.removeIf(member -> member.id().equals(except));
        for (int i = 0; i < Math.min(most, some.size()); i++) {
            Collections.swap(some, i, i + random.nextInt(some.size() - i));
        }
        return List.copyOf(some.subList(0, Math.min(most, some.size())));
    }
}
