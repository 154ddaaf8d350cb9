package org.myrmex.transport.tls.internal;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;

/**
 * What a transport uses at this moment. All but the pooled bytes and the copies come back to 0 when its connections are gone.
 *
 * @param bufferBytes of slabs of which a part is held, and of buffers with something incomplete in them
 * @param pooledBytes of slabs and buffers that wait for their next use
 * @param heldBodies received and not released yet
 * @param copiedBodies long ones, ever, that had to be copied because the slabs' cap was reached
 */
record Usage(
        long connections,
        long unfinishedHandshakes,
        long bufferBytes,
        long pooledBytes,
        long heldBodies,
        long copiedBodies) {

    /** Shows it for as long as the registrations are open. */
    static List<Registration> show(Metrics metrics, Supplier<Usage> usage) {
        return List.of(
                gauge(metrics, usage, "connections", "Connections that are up.", Usage::connections),
                gauge(
                        metrics,
                        usage,
                        "unfinished_handshakes",
                        "Connections that are not up yet, dialled and accepted.",
                        Usage::unfinishedHandshakes),
                gauge(metrics, usage, "buffer_bytes", "Memory of connections that is in use.", Usage::bufferBytes),
                gauge(
                        metrics,
                        usage,
                        "pooled_buffer_bytes",
                        "Memory of connections that waits for its next use.",
                        Usage::pooledBytes),
                gauge(metrics, usage, "held_bodies", "Received bodies that are held.", Usage::heldBodies),
                gauge(
                        metrics,
                        usage,
                        "copied_bodies",
                        "Bodies that were copied because too much memory was in use.",
                        Usage::copiedBodies));
    }

    private static Registration gauge(
            Metrics metrics, Supplier<Usage> usage, String name, String help, ToLongFunction<Usage> value) {
        return metrics.gauge(name, help, () -> value.applyAsLong(usage.get()));
    }
}
