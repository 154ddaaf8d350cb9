package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.routing.RoutingProtocolFactory;

/**
 * What two routings are compared on: a downloader and a source, joined by routes that are all alike.
 *
 * @param beside the second routing; the first one is that of the conditions
 * @param routes how many, at least 2
 * @param relays on each of them
 * @param flows pairs of an asking and an answering address, which take turns
 * @param searches of each flow where there are several
 * @param pairs of a request and a block, for each flow
 * @param delayMicros of every link
 * @param jitterMicros longest further delay of a message on a link, where there is any
 * @param runs each with the next seed
 */
public record BalanceSettings(
        RoutingProtocolFactory beside,
        int routes,
        int relays,
        int flows,
        int searches,
        int pairs,
        long delayMicros,
        long jitterMicros,
        int runs) {
    /** Nodes of one network. */
    public int nodes() {
        return routes * relays + 2;
    }

    /** Everything under which both routings are looked at, the plainest first. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Searches when : Searches.values()) {
            cases.add(new Case(when, 0));
            cases.add(new Case(when, jitterMicros));
        }
        return cases;
    }

    /** How often each flow asks. */
    int searches(Case what) {
        return what.when() == Searches.ONCE ? 1 : searches;
    }

    /** One way of doing the same work. */
    record Case(Searches when, long jitterMicros) {}

    /** When a flow asks; what it learns of routes it learns then. */
    enum Searches {
        /** Once, before its transfer. */
        ONCE,
        /** Several times, all of them before its transfer. */
        BEFORE,
        /** As many times, one before each part of its transfer. */
        BETWEEN
    }
}
