package org.myrmex.lab.hostile;

import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingProtocol;

/** Makes the protocol that an adversary alters. */
@FunctionalInterface
interface Honest {
    /** @param outbox the adversary's: he sees each effect first */
    RoutingProtocol create(Outbox outbox);
}
