package org.myrmex.transport.tls.internal;

import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.TransportLimits;

/** Whom to tell about a connection, and under which limits it stands. */
record Events(ConnectionEvents sink, TransportLimits limits) {}
