package org.myrmex.api.channel;

/** A channel that could not be opened; the message is one line. */
public final class ChannelException extends Exception {
    private static final long serialVersionUID = 1L;

    public ChannelException(String message) {
        super(message);
    }
}
