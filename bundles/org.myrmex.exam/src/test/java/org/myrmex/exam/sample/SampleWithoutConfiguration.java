package org.myrmex.exam.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.myrmex.exam.PaxExamExtension;

/** Not run by the build but by {@code PaxExamExtensionIT}. */
@ExtendWith(PaxExamExtension.class)
public class SampleWithoutConfiguration {
    @Test
    void neverRuns() {
        throw new AssertionError("it ran");
    }
}
