package org.myrmex.lab.internal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.myrmex.lab.experiment.Conditions.Checks;
import org.myrmex.lab.experiment.Conditions.SealingMode;
import org.myrmex.lab.experiment.Experiment;
import org.myrmex.lab.experiment.LabException;
import picocli.CommandLine.Option;

/** What may be typed after the name of an experiment. Made anew for each run, since picocli fills in the fields. */
abstract class ExperimentOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "all chance hangs on it; the same seed gives the same figures (1)")
    long seed = 1;

    @Option(names = "--routing", paramLabel = "NAME", description = "the routing protocol that the nodes run (mute)")
    String routing = "mute";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "also write tables as CSV and maps as SVG into this folder")
    String out;

    @Option(
            names = "--crypto",
            paramLabel = "real|fake",
            description = "whether keys and seals are computed or only take their time (real up to 1,000 nodes;"
                    + " fake for balance, capacity and robustness)")
    String crypto;

    @Option(
            names = "--check",
            paramLabel = "all|cheap",
            description = "whether all invariants are checked after every event (all up to 1,000 nodes)")
    String check;

    /** Those that are there, for experiments that compare; set before {@link #experiment} is called. */
    Routings routings;

    /** What it answers, one line. */
    abstract String purpose();

    /** The most nodes that one of its networks will have. */
    abstract int nodes();

    /**
     * The experiment with what was typed.
     *
     * @param directory where paths begin
     * @throws LabException when an option or a file is wrong: one line that names it
     */
    abstract Experiment experiment(Path directory) throws LabException;

    final Optional<SealingMode> sealing() throws LabException {
        if (crypto == null) {
            return Optional.empty();
        }
        return switch (crypto) {
            case "fake" -> Optional.of(SealingMode.FAKE);
            case "real" -> Optional.of(SealingMode.REAL);
            default -> throw new LabException("--crypto is real or fake, not '" + crypto + "'; choose one");
        };
    }

    final Checks checks() throws LabException {
        if (check == null) {
            return nodes() > 1_000 ? Checks.CHEAP : Checks.ALL;
        }
        return switch (check) {
            case "all" -> Checks.ALL;
            case "cheap" -> Checks.CHEAP;
            default -> throw new LabException("--check is all or cheap, not '" + check + "'; choose one");
        };
    }

    /** @throws LabException when a figure is out of its range: one line */
    static void within(String option, double value, double least, double most) throws LabException {
        if (!(value >= least && value <= most)) {
            throw new LabException(String.format(
                    Locale.ROOT,
                    "%s is %.0f to %.0f, not %s; choose a value between",
                    option,
                    least,
                    most,
                    value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)));
        }
    }

    /** A choice by name; one that is not there is refused in the words of whoever knows the names. */
    static <T> T choice(Supplier<T> named) throws LabException {
        try {
            return named.get();
        } catch (IllegalArgumentException e) {
            throw new LabException(e.getMessage());
        }
    }
}
