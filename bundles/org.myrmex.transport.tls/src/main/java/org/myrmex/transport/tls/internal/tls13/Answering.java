package org.myrmex.transport.tls.internal.tls13;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.TlsServerProtocol;

/** The handshake of whoever answers. */
final class Answering extends TlsServerProtocol {
    private final Alignment alignment = new Alignment();
    private final Introduction introduction;

    Answering(Introduction introduction) {
        this.introduction = introduction;
    }

    @Override
    protected void processRecord(short type, byte[] bytes, int at, int length) throws IOException {
        if (type == ContentType.handshake) {
            alignment.offered(length);
        }
        super.processRecord(type, bytes, at, length);
    }

    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput body) throws IOException {
        alignment.taken(type, body.available());
        super.handleHandshakeMessage(type, body);
    }

    @Override
    protected void receive13ClientCertificateVerify(ByteArrayInputStream body) throws IOException {
        super.receive13ClientCertificateVerify(body);
        introduction.proven();
    }
}
