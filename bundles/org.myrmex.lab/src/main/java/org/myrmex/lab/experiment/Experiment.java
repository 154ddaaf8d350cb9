package org.myrmex.lab.experiment;

/** One question to the simulator, its parameters set. */
@FunctionalInterface
public interface Experiment {
    /**
     * Runs it; the same conditions give the same outcome.
     *
     * @throws LabException when it cannot be run as it was asked for
     */
    Outcome run(Conditions conditions, Progress progress) throws LabException;
}
