package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** A profile that runs the tests on another Java proves nothing if its folder holds a third one. */
class JavaVersionTest {
    @Test
    void testsRunOnTheJavaThatTheProfileNames() {
        String wanted = System.getProperty("myrmex.java");
        assumeTrue(wanted != null, "no profile asks for a certain Java");
        assertEquals(wanted, Integer.toString(Runtime.version().feature()));
    }
}
