/**
 * Routing as a pure state machine: inputs with the time, effects by an outbox that only queues. No IO, no clock, no thread, no private key ever enters here, so that a seed replays a whole network.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.routing;
