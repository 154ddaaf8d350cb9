package org.myrmex.lab.seal;

import java.util.Optional;
import org.myrmex.api.routing.Message;
import org.myrmex.api.transport.Body;
import org.myrmex.testkit.simulation.Crypto;
import org.myrmex.testkit.simulation.FakeCrypto;
import org.myrmex.testkit.simulation.VirtualNetwork;

/** Bodies of the right length that anybody can open. */
public final class FakeSealing implements Sealing {
    private static final int QUERY_BYTES = 2048;
    private static final int ANSWER_BYTES = 4096;

    private final Crypto crypto = new FakeCrypto();

    @Override
    public Crypto crypto() {
        return crypto;
    }

    @Override
    public Body query(VirtualNetwork network, Crypto.Keys asker) {
        return network.bodies().make(QUERY_BYTES);
    }

    @Override
    public Optional<Body> answer(VirtualNetwork network, Crypto.Keys answerer, Message query) {
        return Optional.of(network.bodies().make(ANSWER_BYTES));
    }

    @Override
    public boolean opens(Crypto.Keys asker, Body query, Message answer) {
        return true;
    }
}
