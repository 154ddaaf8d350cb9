package org.myrmex.transport.tls.internal.tls13;

import org.bouncycastle.tls.AlertDescription;
import org.myrmex.api.transport.CloseReason;

/** A record that ends the channel. Its message is made of fixed words: never of what the other end sent. */
final class RecordException extends Exception {
    private static final long serialVersionUID = 1;

    private final short alert;
    private final CloseReason reason;

    private RecordException(short alert, CloseReason reason, String why) {
        super(why, null, false, false);
        this.alert = alert;
        this.reason = reason;
    }

    /** The other end has sealed what no peer says. We say so. */
    static RecordException of(short alert, String why) {
        return new RecordException(alert, CloseReason.MALFORMED_FRAME, why);
    }

    /** Nobody has proven to have said it: whoever sits on the way can change bytes, and the other end must not pay for that. */
    static RecordException unproven(short alert, String why) {
        return new RecordException(alert, CloseReason.GONE, why);
    }

    /** A fault of ours. */
    static RecordException internal(String why) {
        return new RecordException(AlertDescription.internal_error, CloseReason.INTERNAL, why);
    }

    /** More of something than anybody needs. */
    static RecordException tooMany(String why) {
        return new RecordException(AlertDescription.unexpected_message, CloseReason.OVER_LIMIT, why);
    }

    /** The other end said so, and waits for no answer. It may be right, so this is no misdeed. */
    static RecordException received(int alert) {
        String said = AlertDescription.getText((short) alert);
        return new RecordException(AlertDescription.close_notify, CloseReason.GONE, "the other end said " + said);
    }

    /** What the other end is told; the plain end when it knows already. */
    short alert() {
        return alert;
    }

    /** Why the connection ends. */
    CloseReason reason() {
        return reason;
    }
}
