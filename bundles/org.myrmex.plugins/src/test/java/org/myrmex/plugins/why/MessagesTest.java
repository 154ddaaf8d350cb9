package org.myrmex.plugins.why;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void theInnermostCauseIsSaidWithoutItsPackage() {
        Exception failure = new IllegalStateException("outer", new java.io.IOException("no disk\nsecond line"));
        assertEquals("IOException: no disk", Messages.root(failure));
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        assertEquals("IOException: no disk", Messages.rootOfTrace(trace.toString()));
    }

    @Test
    void aRangeIsWrittenAsManifestsDo() {
        assertEquals(
                " [1.0.0,2.0.0)", WireTrouble.range("(&(osgi.wiring.package=a)(version>=1.0.0)(!(version>=2.0.0)))"));
        assertEquals(" 1.5 or later", WireTrouble.range("(&(osgi.wiring.package=a)(version>=1.5))"));
        assertEquals("", WireTrouble.range("(osgi.wiring.package=a)"));
    }
}
