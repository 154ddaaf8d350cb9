package org.myrmex.transport.tls.internal.tls13;

import java.util.Optional;
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

    /** We say so to the other end. */
    static RecordException of(short alert, String why) {
        return new RecordException(alert, null, why);
    }

    /** More of something than anybody needs. */
    static RecordException tooMany(String why) {
        return new RecordException(AlertDescription.unexpected_message, CloseReason.OVER_LIMIT, why);
    }

    /** The other end said so, and waits for no answer. */
    static RecordException received(int alert) {
        String said = AlertDescription.getText((short) alert);
        return new RecordException(AlertDescription.close_notify, null, "the other end said " + said);
    }

    /** What the other end is told; the plain end when it knows already. */
    short alert() {
        return alert;
    }

    /** The reason, where it is not that of any bad record. */
    Optional<CloseReason> reason() {
        return Optional.ofNullable(reason);
    }
}
