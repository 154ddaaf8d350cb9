package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.hostile.Kind;
import org.myrmex.lab.watch.Mute;

class AdversaryExperimentTest {
    @Test
    void eachKindStandsBesideAMeshWithoutAdversaries() throws LabException {
        Outcome outcome = run(4, List.of(Kind.values()));
        List<Map<String, Object>> runs = runs(outcome);
        assertEquals(1 + Kind.values().length, runs.size());
        assertEquals(0, runs.get(0).get("adversaries"));
        assertEquals(1.0, runs.get(0).get("found"));
        assertEquals(1.0, runs.get(0).get("completed"));
        for (Map<String, Object> run : runs.subList(1, runs.size())) {
            assertEquals(8, run.get("adversaries"));
        }
        assertTrue((double) run(runs, "black-hole").get("found") < 1);
        assertTrue((int) run(runs, "garbler").get("linksClosed") > 20);
        assertTrue((double) run(runs, "spies").get("overheard") > 0.05);
        assertTrue((double) run(runs, "spies").get("originGuessed") > 0.2);
        assertEquals(runs.size(), outcome.tables().get(0).rows().size());
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndAnotherGivesOthers() throws LabException {
        assertEquals(run(4, List.of(Kind.FORGER)), run(4, List.of(Kind.FORGER)));
        assertNotEquals(trace(run(4, List.of())), trace(run(5, List.of())));
    }

    @Test
    void howMuchIsCheckedChangesNothing() throws LabException {
        Conditions all = Conditions.of(Mute.RANDOM_QUEUE, 6);
        Conditions cheap = new Conditions(Mute.RANDOM_QUEUE, 6, all.sealing(), Conditions.Checks.CHEAP);
        Experiment experiment = new AdversaryExperiment(new AdversarySettings(40, 5, 0.2, List.of(Kind.FLOODER), 5));
        assertEquals(experiment.run(all, Progress.NONE), experiment.run(cheap, Progress.NONE));
    }

    private static Outcome run(long seed, List<Kind> kinds) throws LabException {
        return new AdversaryExperiment(new AdversarySettings(40, 5, 0.2, kinds, 12))
                .run(Conditions.of(Mute.FIRST_COPY, seed), Progress.NONE);
    }

    private static Object trace(Outcome outcome) {
        return runs(outcome).get(0).get("trace");
    }

    private static Map<String, Object> run(List<Map<String, Object>> runs, String kind) {
        return runs.stream()
                .filter(run -> run.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> runs(Outcome outcome) {
        return (List<Map<String, Object>>) outcome.json().get("runs");
    }
}
