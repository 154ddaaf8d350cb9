package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;
import org.myrmex.webdav.connection.Outlet;

/** Moves bytes of a tree to the client. */
final class Sending {
    /** What is shorter is read into the heap at once, and leaves with its headers. */
    private static final int SHORT_BYTES = 64 << 10;

    private static final Pieces PIECES = new Pieces();

    private Sending() {}

    /**
     * Sends a body.
     *
     * @param length that was announced; what is missing of it cuts the answer, more is not sent
     */
    static void all(Exchange exchange, DavBody body, OptionalLong length) throws IOException {
        long bytes = length.orElse(Long.MAX_VALUE);
        if (bytes <= SHORT_BYTES) {
            all(exchange, body, length, ByteBuffer.allocate((int) bytes));
            return;
        }
        ByteBuffer piece = PIECES.take();
        try {
            all(exchange, body, length, piece);
        } catch (CutException e) {
            PIECES.give(piece);
            throw e;
        }
        PIECES.give(piece);
    }

    private static void all(Exchange exchange, DavBody body, OptionalLong length, ByteBuffer piece) throws IOException {
        long left = length.orElse(Long.MAX_VALUE);
        while (left > 0) {
            piece.clear().limit((int) Math.min(piece.capacity(), left));
            int read = read(body, piece);
            if (read < 0) {
                if (length.isPresent()) {
                    throw new CutException("the source ended too early");
                }
                return;
            }
            boolean more = piece.hasRemaining();
            write(exchange, piece.flip());
            left -= read;
            if (more && left > 0) {
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
        write(exchange, ByteBuffer.wrap(bytes));
    }

    private static void write(Exchange exchange, ByteBuffer bytes) throws ClientGoneException {
        try {
            Outlet.write(exchange.response().getOutputStream(), bytes);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
