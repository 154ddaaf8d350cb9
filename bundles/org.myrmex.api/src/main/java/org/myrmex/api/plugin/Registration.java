package org.myrmex.api.plugin;

/** Something that was registered and can be taken back; taking it back twice does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
