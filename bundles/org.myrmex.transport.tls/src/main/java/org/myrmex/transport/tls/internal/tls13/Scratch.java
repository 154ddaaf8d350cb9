package org.myrmex.transport.tls.internal.tls13;

import java.nio.ByteBuffer;

/**
 * Room for one record beside buffers that have no array: the JDK's AES-GCM is fast on arrays only, and copies the others in
 * small pieces of new memory. One for each thread that ever meets such a buffer.
 */
final class Scratch {
    private final ThreadLocal<byte[]> in = ThreadLocal.withInitial(() -> new byte[RecordFormat.MAX_SEALED_BYTES]);
    private final ThreadLocal<byte[]> out = ThreadLocal.withInitial(() -> new byte[RecordFormat.MAX_SEALED_BYTES]);

    byte[] in() {
        return in.get();
    }

    byte[] out() {
        return out.get();
    }

    /** Bytes of a record and where they begin, in the buffer's own array or a copy. */
    record Window(byte[] array, int at) {}

    /** The bytes from an index of a buffer on. */
    Window read(ByteBuffer from, int index, int length) {
        if (from.hasArray()) {
            return new Window(from.array(), from.arrayOffset() + index);
        }
        byte[] copy = in();
        from.get(index, copy, 0, length);
        return new Window(copy, 0);
    }

    /** Where bytes for an index of a buffer can be made; {@link #written} brings them there. */
    Window write(ByteBuffer to, int index) {
        return to.hasArray() ? new Window(to.array(), to.arrayOffset() + index) : new Window(out(), 0);
    }

    void written(Window window, ByteBuffer to, int index, int length) {
        if (!to.hasArray()) {
            to.put(index, window.array(), window.at(), length);
        }
    }
}
