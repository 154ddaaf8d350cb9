package org.myrmex.webdav.methods;

import java.io.IOException;
import java.io.OutputStream;

/** The way to the client; tells its going apart from troubles of a tree. */
final class ClientStream extends OutputStream {
    private final Exchange exchange;

    ClientStream(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            exchange.response().getOutputStream().write(bytes, from, count);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
