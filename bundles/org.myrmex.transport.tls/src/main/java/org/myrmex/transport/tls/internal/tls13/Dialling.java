package org.myrmex.transport.tls.internal.tls13;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;

/** The handshake of whoever begins. */
final class Dialling extends TlsClientProtocol {
    private final Alignment alignment = new Alignment();
    private final Introduction introduction;

    Dialling(Introduction introduction) {
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
    protected void receive13ServerCertificateVerify(ByteArrayInputStream body) throws IOException {
        super.receive13ServerCertificateVerify(body);
        introduction.proven();
    }

    // who does not want to know us is no peer
    @Override
    protected void skip13CertificateRequest() throws IOException {
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
}
