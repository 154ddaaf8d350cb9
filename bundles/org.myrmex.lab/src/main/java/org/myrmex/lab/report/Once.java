package org.myrmex.lab.report;

import java.util.function.Supplier;

/** Makes a thing when it is wanted first, and keeps it. One thread. */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T made;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
