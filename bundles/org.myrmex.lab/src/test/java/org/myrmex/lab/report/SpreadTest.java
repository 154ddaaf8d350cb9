package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theDeviationIsThatOfASample() {
        assertEquals(new Spread(5, Math.sqrt(32 / 7.0)), Spread.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)));
        assertEquals(
                "5.00 ± 2.14",
                Spread.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)).toString());
    }

    @Test
    void oneFigureHasNone() {
        assertEquals(new Spread(3, 0), Spread.of(List.of(3.0)));
    }
}
