package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * Sees that no handshake message shares a record with what follows under other keys (RFC 8446 section 5.1), which Bouncy
 * Castle leaves to chance: such bytes would be taken for the stream's.
 */
final class Alignment {
    private static final int MESSAGE_HEADER_BYTES = 4;

    private int pending;

    /** Handshake bytes of a record came in. */
    void offered(int bytes) {
        pending += bytes;
    }

    /** A whole message is about to be handled. */
    void taken(short type, int bodyBytes) throws IOException {
        pending -= MESSAGE_HEADER_BYTES + bodyBytes;
        boolean newKeys = type == HandshakeType.client_hello
                || type == HandshakeType.server_hello
                || type == HandshakeType.finished;
        if (newKeys && pending != 0) {
            throw new TlsFatalAlert(AlertDescription.unexpected_message);
        }
    }
}
