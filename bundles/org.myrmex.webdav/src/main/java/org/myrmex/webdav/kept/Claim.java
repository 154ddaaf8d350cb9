package org.myrmex.webdav.kept;

/** Nobody else changes these places until it is closed. */
@FunctionalInterface
public interface Claim extends AutoCloseable {
    @Override
    void close();
}
