package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    @ParameterizedTest
    @CsvSource({
        // none of n: 1 - 0.05^(1/n)
        "0,10,0.2588656",
        "0,1000,0.0029912",
        "10,10,1",
        // one of n, from 0.95^... tables of the binomial distribution: P(X <= 1) = 0.05
        "1,10,0.3941633"
    })
    void itIsTheShareOfWhichSoFewHaveOneChanceInTwenty(long shown, long sample, double bound) {
        assertEquals(bound, Bounds.clopperPearson(shown, sample), 1e-4);
    }

    /** The sum of the binomial distribution itself, term by term. */
    @ParameterizedTest
    @CsvSource({"3,40", "17,300", "100,81000", "20000,81000"})
    void soFewOrLessHaveExactlyThatChance(int shown, int sample) {
        double bound = Bounds.clopperPearson(shown, sample);
        double term = sample * Math.log1p(-bound);
        double sum = Math.exp(term);
        for (int k = 1; k <= shown; k++) {
            term += Math.log((sample - k + 1.0) / k) + Math.log(bound) - Math.log1p(-bound);
            sum += Math.exp(term);
        }
        assertEquals(0.05, sum, 1e-6);
    }

    @Test
    void runsThatShowNothingLeaveABoundForRuns() {
        List<Double> none = Collections.nCopies(1000, 0.0);
        assertEquals(0.0029912, Bounds.ofRuns(none, new SplittableRandom(1)), 1e-6);
    }

    @Test
    void aFewBadRunsMakeAWiderBoundThanAsManyPeersSpreadOut() {
        List<Double> together = new ArrayList<>(Collections.nCopies(95, 0.0));
        together.addAll(Collections.nCopies(5, 0.2));
        double bound = Bounds.ofRuns(together, new SplittableRandom(1));
        assertTrue(bound > 0.014 && bound < 0.025, "mean 0.01, and 1.6 times 0.0044: " + bound);
        assertTrue(bound > Bounds.clopperPearson(80, 8000));
    }
}
