package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;

/** Moves bytes of a tree to the client. */
final class Sending {
    private static final int PIECE_BYTES = 64 << 10;

    private Sending() {}

    /**
     * Sends a body.
     *
     * @param length that was announced; what is missing of it cuts the answer, more is not sent
     */
    static void all(Exchange exchange, DavBody body, OptionalLong length) throws IOException {
        long left = length.orElse(Long.MAX_VALUE);
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, left));
        while (left > 0) {
            piece.clear().limit((int) Math.min(piece.capacity(), left));
            int read = read(body, piece);
            if (read < 0) {
                if (length.isPresent()) {
                    throw new CutException("the source ended too early");
                }
                return;
            }
            write(exchange, piece.array(), read);
            left -= read;
            if (piece.hasRemaining() && left > 0) {
                flush(exchange);
            }
        }
    }

    /** The source has no more at the moment: what it gave is of use now, and not when the server's buffer is full. */
    private static void flush(Exchange exchange) throws ClientGoneException {
        try {
            exchange.response().flushBuffer();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    private static int read(DavBody body, ByteBuffer piece) throws CutException {
        try {
            return body.read(piece);
        } catch (IOException e) {
            throw new CutException("the source broke off");
        }
    }

    static void bytes(Exchange exchange, byte[] bytes) throws IOException {
        write(exchange, bytes, bytes.length);
    }

    private static void write(Exchange exchange, byte[] bytes, int count) throws ClientGoneException {
        try {
            exchange.response().getOutputStream().write(bytes, 0, count);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
