package org.myrmex.transport.tls.internal.secure;

import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;

/** One kind of handshake with one key of this peer; makes the ends of channels. Any thread. */
public interface SecureChannels {
    /** This peer's id, the name of the key that every channel proves. */
    PeerId own();

    /** An end that begins, with whom it is ready to meet. */
    SecureChannel dialling(Judge judge);

    /** An end that answers. */
    SecureChannel accepting(Judge judge);

    /** Says inside the handshake whether the peer that has just proven its key is the one that is wanted. */
    @FunctionalInterface
    interface Judge {
        /** Why not; empty when it is welcome. Called at most once a channel, on the thread that shakes hands. */
        Optional<CloseReason> refusal(PeerId proven);
    }
}
