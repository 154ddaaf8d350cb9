package org.myrmex.lab.eclipse;

import java.util.List;

/**
 * What a town is asked.
 *
 * @param peers that join, hostile ones among them, 10 to 1,000; the host catcher comes on top
 * @param hostile share of them, 0 to 0.9
 * @param unreachable share of the others that dials and cannot be dialled, 0 to 0.9; never the host catcher
 * @param attack what hostile ones do
 * @param joining whom newcomers know
 * @param joinSeconds between two newcomers, on average
 * @param settleMinutes until the town is looked at, after the last newcomer and after each wave of restarts
 * @param packed hostile peers that share a public network; 1 gives each its own
 * @param open places that peers leave to whoever dials them, 0 to 4; less than 0 for as many as the mesh ships with
 * @param without defences that are left away
 */
public record Situation(
        int peers,
        double hostile,
        double unreachable,
        Attack attack,
        Joining joining,
        double joinSeconds,
        int settleMinutes,
        int packed,
        int open,
        List<Defence> without) {
    /** Neighbours that a peer wants, and has at most. */
    public static final int DEGREE = 5;

    public Situation {
        without = List.copyOf(without);
    }

    boolean has(Defence defence) {
        return !without.contains(defence);
    }
}
