package org.myrmex.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;

class SpeedExperimentTest {
    /** A millisecond for each question, and a thousand bytes more for each. */
    private final Meter meter = new Meter() {
        private long asked;

        @Override
        public long cpuNanos() {
            return ++asked * 1_000_000;
        }

        @Override
        public long liveBytes() {
            return ++asked * 1_000;
        }
    };

    @Test
    void countsMessagesForEachSecondOfTheMeter() throws LabException {
        Outcome outcome = new SpeedExperiment(List.of(50, 200), 5, 5_000, meter)
                .run(Conditions.of(new MuteRoutingFactory(), 1), Progress.NONE);
        List<?> meshes = (List<?>) outcome.json().get("meshes");
        assertEquals(2, meshes.size());
        Map<?, ?> second = (Map<?, ?>) meshes.get(1);
        assertEquals(200, second.get("nodes"));
        assertTrue((long) second.get("messages") >= 5_000);
        // searches and transfers took a millisecond each, as often as there were messages enough
        assertTrue((long) second.get("messagesPerCpuSecond") > 100_000);
        assertEquals(1_000L / 200, second.get("idleNodeBytes"));
    }

    @Test
    void theMeterDoesNotChangeTheTrace() throws LabException {
        SpeedExperiment experiment = new SpeedExperiment(List.of(50), 5, 2_000, meter);
        Conditions conditions = Conditions.of(new MuteRoutingFactory(), 4);
        assertEquals(
                experiment.run(conditions, Progress.NONE).json().get("trace"),
                experiment.run(conditions, Progress.NONE).json().get("trace"));
    }
}
