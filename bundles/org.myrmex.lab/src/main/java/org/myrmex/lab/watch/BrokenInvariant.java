package org.myrmex.lab.watch;

/** What an invariant throws when it does not hold: one line that names it and the nodes concerned. */
final class BrokenInvariant extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * @param invariant as the documentation names it
     * @param what happened, with node names
     */
    BrokenInvariant(String invariant, String what) {
        super("the invariant '" + invariant + "' is broken: " + what);
    }
}
