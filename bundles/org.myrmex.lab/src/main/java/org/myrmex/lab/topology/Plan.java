package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.myrmex.lab.topology.NeighbourRules.Proposal;

/** Links that a rule proposes, checked as if those before them were there already: so all of them can be made. */
final class Plan {
    private final Members members;
    private final List<Proposal> proposals = new ArrayList<>();
    private final LinkedHashMap<Integer, Integer> taken = new LinkedHashMap<>();
    private final LinkedHashSet<List<Integer>> pairs = new LinkedHashSet<>();

    Plan(Members members) {
        this.members = members;
    }

    Members members() {
        return members;
    }

    boolean allows(int a, int b) {
        return members.mayLink(a, b)
                && members.free(a) > taken.getOrDefault(a, 0)
                && members.free(b) > taken.getOrDefault(b, 0)
                && !pairs.contains(pair(a, b));
    }

    /** @return false when it cannot be */
    boolean add(int a, int b, Proposal.Why why) {
        if (!allows(a, b)) {
            return false;
        }
        proposals.add(new Proposal(a, b, why));
        pairs.add(pair(a, b));
        taken.merge(a, 1, Integer::sum);
        taken.merge(b, 1, Integer::sum);
        return true;
    }

    /** Whether a node has a part in any of them. */
    boolean involves(int node) {
        return taken.containsKey(node);
    }

    boolean isEmpty() {
        return proposals.isEmpty();
    }

    List<Proposal> proposals() {
        return List.copyOf(proposals);
    }

    private static List<Integer> pair(int a, int b) {
        return List.of(Math.min(a, b), Math.max(a, b));
    }
}
