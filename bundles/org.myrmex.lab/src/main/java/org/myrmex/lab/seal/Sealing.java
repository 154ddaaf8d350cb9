package org.myrmex.lab.seal;

import java.util.Optional;
import org.myrmex.api.routing.Message;
import org.myrmex.api.transport.Body;
import org.myrmex.testkit.simulation.Crypto;
import org.myrmex.testkit.simulation.VirtualNetwork;

/** What the ends of a conversation do to their messages. */
public interface Sealing {
    /** Keys and signatures for the network. */
    Crypto crypto();

    /** The body of a query, with the asker's keys in it. */
    Body query(VirtualNetwork network, Crypto.Keys asker);

    /**
     * The body of an answer, sealed to the asker.
     *
     * @param query as it was delivered; its body may be read only during the delivery
     * @return empty when the query is none that can be answered
     */
    Optional<Body> answer(VirtualNetwork network, Crypto.Keys answerer, Message query);

    /**
     * Whether the asker can open an answer to his query.
     *
     * @param query the body that {@link #query} made
     * @param answer its body may be read only during the delivery
     */
    boolean opens(Crypto.Keys asker, Body query, Message answer);

    /** How long sealing an answer is taken to last, microseconds; opening lasts as long. */
    default long sealMicros() {
        return 700; // making keys 0.31 ms and encapsulating 0.40 ms, measured on the machine of the design
    }
}
