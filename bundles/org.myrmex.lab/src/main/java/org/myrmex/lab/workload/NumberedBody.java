package org.myrmex.lab.workload;

import java.nio.ByteBuffer;
import org.myrmex.api.transport.Body;

/** A body that says which block it asks for or is: four bytes, then zeros, made only when somebody reads them. */
final class NumberedBody implements Body {
    private final Body counted;
    private final int length;
    private final int number;

    /** @param counted counts the references; the caller's one goes over to this */
    NumberedBody(Body counted, int number) {
        this.counted = counted;
        this.length = counted.length();
        this.number = number;
    }

    /** What the body of a message says. */
    static int number(Body body) {
        return body.view().getInt();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public ByteBuffer view() {
        counted.view();
        return ByteBuffer.allocate(length).putInt(0, number).asReadOnlyBuffer();
    }

    @Override
    public void retain() {
        counted.retain();
    }

    @Override
    public void release() {
        counted.release();
    }
}
