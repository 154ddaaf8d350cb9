package org.myrmex.transport.tls.internal.frame;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;

/** Makes the bodies of frames, so that cutting does not decide whether bytes are copied. */
@FunctionalInterface
public interface Bodies {
    /**
     * A body with one reference.
     *
     * @param from its position is where the body begins, and stays
     * @param length bytes of it, all there
     */
    Body next(ByteBuffer from, int length);
}
