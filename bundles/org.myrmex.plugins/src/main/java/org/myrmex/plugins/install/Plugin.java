package org.myrmex.plugins.install;

import java.util.Optional;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;

/**
 * A bundle that the folder put into the framework.
 *
 * @param replaces whether a bundle of Myrmex, or one given at the start, had this name: it comes back
 * @param installed whose bytes are in the framework
 * @param before whose bytes were there, until it is known that the new ones start
 * @param failed the hash of bytes that did not start, which are not tried again
 * @param trouble what the last attempt brought
 * @param startingSinceMicros 0 while nobody starts it
 */
record Plugin(
        Bundle bundle,
        boolean replaces,
        Candidate installed,
        Optional<Candidate> before,
        String failed,
        Optional<Finding> trouble,
        long startingSinceMicros) {
    String name() {
        return installed.name();
    }

    boolean starting() {
        return startingSinceMicros != 0;
    }

    Plugin from(Candidate sameBytes) {
        return new Plugin(bundle, replaces, sameBytes, before, failed, trouble, startingSinceMicros);
    }

    Plugin startingSince(long micros) {
        return new Plugin(bundle, replaces, installed, before, failed, trouble, micros);
    }

    /** It runs. What an attempt before said stays only if these are the bytes that it fell back to. */
    Plugin started() {
        return new Plugin(
                bundle,
                replaces,
                installed,
                Optional.empty(),
                failed,
                failed.isEmpty() ? Optional.empty() : trouble,
                0);
    }

    Plugin troubled(Finding finding) {
        return new Plugin(bundle, replaces, installed, before, failed, Optional.of(finding), 0);
    }

    Plugin retry() {
        return new Plugin(bundle, replaces, installed, before, "", trouble, startingSinceMicros);
    }
}
