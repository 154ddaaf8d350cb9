package org.myrmex.mesh.guard;

import java.util.SortedSet;
import java.util.TreeSet;
import org.myrmex.api.transport.PeerId;

/**
 * What an operator may set.
 *
 * @param onlyPeers who may be a neighbour; empty for everybody
 * @param unfinishedPerNetwork accepted connections of one public network that have proven no id yet, and as many again that
 *     have not said hello
 * @param linksPerNetwork links with peers of one public network, but for those that the operator named
 */
public record AdmissionRules(SortedSet<PeerId> onlyPeers, int unfinishedPerNetwork, int linksPerNetwork) {
    /** Everybody is welcome, and no network fills the house. */
    public static final AdmissionRules DEFAULT = new AdmissionRules(new TreeSet<>(), 8, 2);
}
