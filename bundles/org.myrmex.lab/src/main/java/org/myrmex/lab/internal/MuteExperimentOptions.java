package org.myrmex.lab.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.MuteExperiment;
import org.myrmex.lab.fixture.Fixture;
import org.myrmex.lab.fixture.FixtureReader;
import picocli.CommandLine.Option;

/** {@code lab mute-experiment}. */
final class MuteExperimentOptions extends ExperimentOptions {
    @Option(
            names = "--fixture",
            paramLabel = "FILE",
            description = "a network and its steps as JSON (MUTE's own experiment, graph and delays reconstructed from"
                    + " the printed tables)")
    String fixture;

    private int nodes;

    @Override
    String purpose() {
        return "MUTE's experiment beside its printed loads; graph and delays are reconstructed from them";
    }

    @Override
    int nodes() {
        return nodes;
    }

    @Override
    Experiment experiment(Path directory) throws LabException {
        Fixture read = fixture == null ? FixtureReader.embedded() : read(directory);
        nodes = read.peers().size();
        return new MuteExperiment(read);
    }

    private Fixture read(Path directory) throws LabException {
        try {
            return FixtureReader.file(directory.resolve(fixture), fixture);
        } catch (InvalidPathException e) {
            throw new LabException("--fixture is no path (" + e.getReason() + "); name a file");
        }
    }
}
