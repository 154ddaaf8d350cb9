package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.eclipse.Attack;
import org.myrmex.lab.eclipse.Joining;
import org.myrmex.lab.eclipse.Situation;
import org.myrmex.lab.watch.Mute;

class EclipseExperimentTest {
    /** The short form of what docs/lab.md tells; the bound there is over a thousand seeds. */
    private static final double MOST_ECLIPSED = 0.03;

    @Test
    void fewOfThoseThatLeavePlacesOpenAreSurrounded() throws LabException {
        Outcome outcome = run(List.of(Attack.POISON), List.of(Joining.HOSTCATCHER), 20, 2);
        List<Map<String, Object>> rows = rows(outcome);
        assertEquals(3, rows.size(), "joined, restarted, and with all forgotten");
        for (Map<String, Object> row : rows) {
            assertTrue((double) row.get("eclipsed") <= MOST_ECLIPSED, row::toString);
            assertTrue((double) row.get("eclipsedUpper95") >= (double) row.get("eclipsed"), row::toString);
            assertTrue((double) row.get("alone") <= MOST_ECLIPSED, row::toString);
            assertTrue((int) row.get("mostLinks") <= Situation.DEGREE, row::toString);
        }
    }

    @Test
    void whoJoinsByAnInviteIsToldOfTheFloor() throws LabException {
        Outcome outcome = run(List.of(Attack.POISON), List.of(Joining.INVITE, Joining.TWO_INVITES), 1, -1);
        assertTrue(outcome.text().stream().anyMatch(line -> line.startsWith("invite: floor 20.0 %")));
        assertTrue(outcome.text().stream().anyMatch(line -> line.startsWith("two-invites: floor 4.0 %")));
        assertEquals(6, rows(outcome).size());
        assertEquals(6, outcome.tables().get(0).rows().size());
    }

    private static Outcome run(List<Attack> attacks, List<Joining> joinings, int seeds, int open) throws LabException {
        EclipseSettings settings =
                new EclipseSettings(40, 0.2, 0, attacks, joinings, seeds, 10, 15, 1, open, List.of(List.of()));
        return new EclipseExperiment(settings).run(Conditions.of(Mute.FIRST_COPY, 1), Progress.NONE);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Outcome outcome) {
        return (List<Map<String, Object>>) outcome.json().get("rows");
    }
}
