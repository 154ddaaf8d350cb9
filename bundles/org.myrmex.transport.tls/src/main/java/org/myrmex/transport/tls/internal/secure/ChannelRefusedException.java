package org.myrmex.transport.tls.internal.secure;

import org.myrmex.api.transport.CloseReason;

/** The channel must end, for a reason of the fixed list. Its message never holds bytes or addresses of the other end. */
public final class ChannelRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final CloseReason reason;

    public ChannelRefusedException(CloseReason reason, String why, Throwable cause) {
        super(why, cause);
        this.reason = reason;
    }

    public CloseReason reason() {
        return reason;
    }
}
