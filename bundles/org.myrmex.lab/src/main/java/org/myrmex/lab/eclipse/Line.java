package org.myrmex.lab.eclipse;

import org.myrmex.api.transport.PeerAddress;

/** A link between two peers, or one that is about to be. */
final class Line {
    final long number;
    final Peer dialler;
    final Peer dialled;
    /** As the dialler was told. */
    final PeerAddress target;

    boolean closed;

    Line(long number, Peer dialler, Peer dialled, PeerAddress target) {
        this.number = number;
        this.dialler = dialler;
        this.dialled = dialled;
        this.target = target;
    }

    Peer other(Peer one) {
        return one == dialler ? dialled : dialler;
    }
}
