package org.myrmex.lab.experiment;

import java.util.List;
import org.myrmex.lab.eclipse.Attack;
import org.myrmex.lab.eclipse.Defence;
import org.myrmex.lab.eclipse.Joining;
import org.myrmex.lab.eclipse.Situation;

/**
 * What the experiment with hostile neighbours is asked.
 *
 * @param peers that join, hostile ones among them, 10 to 1,000
 * @param hostile share of them, 0 to 0.9
 * @param unreachable share of the others that nobody can dial, 0 to 0.9
 * @param attacks each in a row of its own
 * @param joinings each in a row of its own
 * @param seeds runs of each row
 * @param joinSeconds between two newcomers, on average
 * @param settleMinutes until it is looked at
 * @param packed hostile peers that share a public network
 * @param open places that peers leave to whoever dials them; less than 0 for as many as the mesh ships with
 * @param without defences that are left away, each in rows of its own; empty for what ships
 */
public record EclipseSettings(
        int peers,
        double hostile,
        double unreachable,
        List<Attack> attacks,
        List<Joining> joinings,
        int seeds,
        double joinSeconds,
        int settleMinutes,
        int packed,
        int open,
        List<List<Defence>> without) {
    public EclipseSettings {
        attacks = List.copyOf(attacks);
        joinings = List.copyOf(joinings);
        without = List.copyOf(without);
    }

    Situation situation(Attack attack, Joining joining, List<Defence> leftAway) {
        return new Situation(
                peers, hostile, unreachable, attack, joining, joinSeconds, settleMinutes, packed, open, leftAway);
    }
}
