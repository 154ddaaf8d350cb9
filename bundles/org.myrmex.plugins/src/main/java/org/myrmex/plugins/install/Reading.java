package org.myrmex.plugins.install;

import java.util.Optional;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;

/**
 * What one file of the folder turned out to be.
 *
 * @param candidate the bundle in it that may be put in
 * @param finding why there is none
 * @param unfit a bundle that may not
 */
record Reading(Optional<Candidate> candidate, Finding finding, Optional<Candidate> unfit) {
    private static final Finding READ = new Finding(Cause.WORKS, "it is whole", "");

    static Reading of(Candidate candidate) {
        return new Reading(Optional.of(candidate), READ, Optional.empty());
    }

    static Reading not(Cause cause, String sentence, String action) {
        return new Reading(Optional.empty(), new Finding(cause, sentence, action), Optional.empty());
    }

    static Reading unfit(Candidate bundle, Finding finding) {
        return new Reading(Optional.empty(), finding, Optional.of(bundle));
    }

    /** What is in the file, fit or not. */
    Optional<Candidate> bundle() {
        return candidate.or(() -> unfit);
    }
}
