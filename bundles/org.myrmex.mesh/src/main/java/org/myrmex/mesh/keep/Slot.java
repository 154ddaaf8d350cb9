package org.myrmex.mesh.keep;

import java.util.Locale;

/** Why a neighbour is one. */
public enum Slot {
    /** The operator named it: dialled whatever the degree, and never given up for another. */
    OPERATOR,
    /** A neighbour of the last run: whoever makes a peer start anew must not choose its neighbours by that. */
    ANCHOR,
    /** The first by an order that only this peer knows: who fills its lists cannot say who comes first. */
    CHOSEN,
    /** At random among what present neighbours did not name: a way out of a part of the net that is all hostile. */
    FAR,
    /** It dialled us. */
    INBOUND;

    /** As people are shown it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
