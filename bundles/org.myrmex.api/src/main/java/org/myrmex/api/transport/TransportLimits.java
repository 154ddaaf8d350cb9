package org.myrmex.api.transport;

/**
 * What a transport may accept and hold.
 *
 * @param maxHeaderBytes longest routing header of a frame
 * @param maxBodyBytes longest body of a frame
 * @param queueBytes most bytes that wait in a connection's send queue
 * @param handshakeTimeoutMillis from the first byte of a connection to its being up
 * @param maxUnfinishedHandshakes accepted connections that are not up yet; when more come, one that got least far is closed
 * @param maxConnections connections in all, dialled and accepted
 */
public record TransportLimits(
        int maxHeaderBytes,
        int maxBodyBytes,
        int queueBytes,
        int handshakeTimeoutMillis,
        int maxUnfinishedHandshakes,
        int maxConnections) {
    /** The protocol's own sizes, with caps for a machine of ordinary size. */
    public static final TransportLimits DEFAULT = new TransportLimits(512, 16_896, 256 * 1024, 5_000, 64, 256);
}
