package org.myrmex.lab.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * How nodes choose neighbours. Pure: given who is linked now and what happened it proposes links, and changes nothing.
 *
 * @param wanted links that a node looks for when it comes
 * @param maxLinks most links that a node takes, at least {@code wanted}
 * @param farPeers links of a newcomer, of those wanted, that lead to random peers with whom it shares no neighbour where one
 *     is found; one that is lost is replaced by another
 * @param relink who links anew after another loss
 */
public record NeighbourRules(int wanted, int maxLinks, int farPeers, Relink relink) {
    /** Draws of a far peer. With most slots taken the first few may all be neighbours already. */
    private static final int DRAWS = 16;

    /** Who links anew after a loss. */
    public enum Relink {
        /** Those who lost the same node, with each other; of an odd number one is left over. */
        LOST_PAIR("lost-pair"),
        /** Whoever lost a link, with a random node that has a free slot. */
        RANDOM("random"),
        /** Nobody. */
        NONE("none");

        private final String label;

        Relink(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** @throws IllegalArgumentException with one line that names the choices */
        public static Relink labelled(String label) {
            return Arrays.stream(values())
                    .filter(rule -> rule.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no rule '" + label
                            + "' for lost links; choose one of "
                            + Arrays.stream(values()).map(Relink::label).collect(Collectors.joining(", "))));
        }
    }

    /**
     * A link that should come up.
     *
     * @param a who dials
     * @param b who listens
     */
    public record Proposal(int a, int b, Why why) {
        /** Which rule wants it. */
        public enum Why {
            HOST_CACHE,
            FAR_PEER,
            LOSS
        }
    }

    public NeighbourRules {
        if (wanted < 1 || maxLinks < wanted || farPeers < 0 || farPeers > wanted) {
            throw new IllegalArgumentException(
                    "a node wants at least 1 link, takes at least as many, and at most as many" + " are far; not "
                            + wanted + ", " + maxLinks + " and " + farPeers);
        }
    }

    /** The same where a node takes more or fewer links. */
    public NeighbourRules withMaxLinks(int other) {
        return new NeighbourRules(wanted, other, farPeers, relink);
    }

    /** The same with others who link anew. */
    public NeighbourRules withRelink(Relink other) {
        return new NeighbourRules(wanted, maxLinks, farPeers, other);
    }

    /** What a node does that has fewer links than it wants: the far peers first, then the latest entries of the host cache. */
    public List<Proposal> joining(Members members, int newcomer, SplittableRandom chance) {
        Plan plan = new Plan(members);
        int missing = Math.min(wanted - members.graph().degree(newcomer), members.free(newcomer));
        int far = Math.min(missing, farPeers - members.farPeers(newcomer));
        for (int i = 0; i < far; i++) {
            missing -= addFarPeer(plan, newcomer, chance) ? 1 : 0;
        }
        List<Integer> hosts = members.cached(newcomer);
        while (missing > 0 && !hosts.isEmpty()) {
            int host = hosts.remove(chance.nextInt(hosts.size()));
            missing -= plan.add(newcomer, host, Proposal.Why.HOST_CACHE) ? 1 : 0;
        }
        if (plan.isEmpty() && missing > 0) {
            // somebody with a free slot announces himself sooner or later
            addFarPeer(plan, newcomer, chance);
        }
        return plan.proposals();
    }

    /** What those do who lost links to a node. */
    public List<Proposal> afterLoss(Members members, Members.Loss loss, SplittableRandom chance) {
        Plan plan = new Plan(members);
        if (farPeers > 0) {
            loss.bereftOfFar().forEach(node -> addFarPeer(plan, node, chance));
        }
        List<Integer> rest = new ArrayList<>(loss.bereft());
        rest.removeIf(node -> plan.involves(node) || members.free(node) == 0);
        switch (relink) {
            case LOST_PAIR -> pair(plan, rest, chance);
            case RANDOM -> rest.forEach(node -> addRandom(plan, node, chance));
            case NONE -> {}
        }
        return plan.proposals();
    }

    private static void pair(Plan plan, List<Integer> bereft, SplittableRandom chance) {
        while (bereft.size() > 1) {
            int node = bereft.remove(chance.nextInt(bereft.size()));
            List<Integer> partners = new ArrayList<>(bereft);
            boolean paired = false;
            while (!paired && !partners.isEmpty()) {
                Integer partner = partners.remove(chance.nextInt(partners.size()));
                paired = plan.add(node, partner, Proposal.Why.LOSS);
                if (paired) {
                    bereft.remove(partner);
                }
            }
        }
    }

    private static void addRandom(Plan plan, int node, SplittableRandom chance) {
        for (int draws = 0; draws < DRAWS; draws++) {
            OptionalInt drawn = plan.members().drawOpen(chance);
            if (drawn.isPresent() && plan.add(node, drawn.getAsInt(), Proposal.Why.LOSS)) {
                return;
            }
        }
    }

    /** One that shares no neighbour; if none of those drawn is such, the first that can be had. */
    private static boolean addFarPeer(Plan plan, int node, SplittableRandom chance) {
        OptionalInt second = OptionalInt.empty();
        for (int draws = 0; draws < DRAWS; draws++) {
            OptionalInt drawn = plan.members().drawOpen(chance);
            if (drawn.isPresent() && plan.allows(node, drawn.getAsInt())) {
                if (!plan.members().haveCommonNeighbour(node, drawn.getAsInt())) {
                    return plan.add(node, drawn.getAsInt(), Proposal.Why.FAR_PEER);
                }
                second = second.isPresent() ? second : drawn;
            }
        }
        return second.isPresent() && plan.add(node, second.getAsInt(), Proposal.Why.FAR_PEER);
    }
}
