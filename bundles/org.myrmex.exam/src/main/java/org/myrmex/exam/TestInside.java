package org.myrmex.exam;

import org.ops4j.pax.exam.TestAddress;

/** One test of the probe, named by its unique id, which is the same outside and inside. */
record TestInside(TestAddress probe, String uniqueId) implements TestAddress {
    @Override
    public String identifier() {
        return probe.identifier();
    }

    @Override
    public String caption() {
        return uniqueId;
    }

    @Override
    public TestAddress root() {
        return probe;
    }

    @Override
    public Object[] arguments() {
        return new Object[] {uniqueId};
    }
}
