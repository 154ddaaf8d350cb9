package org.myrmex.lab.experiment;

import org.myrmex.lab.topology.NeighbourRules.Relink;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.testkit.simulation.LinkQuality;

/**
 * What meshes, and what happens in them.
 *
 * @param nodes of each mesh
 * @param degree links a node, on average
 * @param kills relays that are killed, one after the other
 * @param searches downloaders in each mesh, each with a source that it searches for
 * @param transfers files that each of them fetches after each kill, and before the first
 * @param runs meshes
 * @param ends where downloaders and sources are
 * @param relink what those do who lost a neighbour
 * @param disturbance jitter, loss and order of every link; its delay is not used
 */
public record MeshSettings(
        int nodes,
        double degree,
        TopologyKind topology,
        int kills,
        int searches,
        int transfers,
        int runs,
        Ends ends,
        Relink relink,
        LinkQuality disturbance) {
    /** Pairs of request and block in one transfer: MUTE's nine chunks and one for the file's data. */
    public static final int PAIRS = 10;

    /** Where downloaders and sources are. */
    public enum Ends {
        /** Nodes of their own that hang on the mesh by one link, as in MUTE's experiment. That neighbour is never killed. */
        LEAF,
        /** Nodes of the mesh. */
        MEMBER
    }
}
