package org.myrmex.lab.seal;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Message;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.seal.RealCrypto.RealKeys;
import org.myrmex.mesh.seal.AddressKeys;
import org.myrmex.mesh.seal.AnswerBody;
import org.myrmex.mesh.seal.QueryBody;
import org.myrmex.testkit.simulation.Crypto;
import org.myrmex.testkit.simulation.VirtualNetwork;

/** The bodies that the mesh makes, sealed and opened as it does: Ed25519 and X-Wing. */
public final class RealSealing implements Sealing {
    private static final String SERVICE = "myrmex.lab";
    private static final byte[] NOTHING = {};

    private final Crypto crypto = new RealCrypto();
    private final SeededRandom random;

    /** @param random for nonces and encapsulations */
    public RealSealing(RandomGenerator random) {
        this.random = new SeededRandom(random);
    }

    @Override
    public Crypto crypto() {
        return crypto;
    }

    @Override
    public Body query(VirtualNetwork network, Crypto.Keys asker) {
        byte[] nonce = new byte[QueryBody.NONCE_BYTES];
        random.nextBytes(nonce);
        return network.bodies().make(new QueryBody(nonce, asker.record(), SERVICE, NOTHING).encode());
    }

    @Override
    public Optional<Body> answer(VirtualNetwork network, Crypto.Keys answerer, Message query) {
        byte[] body = bytes(query.body());
        byte[] hash = QueryBody.hash(query.from(), body);
        return QueryBody.decode(body, query.from())
                .flatMap(asked -> AnswerBody.seal(keys(answerer), asked.asker(), hash, NOTHING, random))
                .map(made -> network.bodies().make(made.body()));
    }

    @Override
    public boolean opens(Crypto.Keys asker, Body query, Message answer) {
        byte[] hash = QueryBody.hash(asker.address(), bytes(query));
        return AnswerBody.open(keys(asker), answer.from(), hash, bytes(answer.body()))
                .isPresent();
    }

    private static AddressKeys keys(Crypto.Keys made) {
        return ((RealKeys) made).keys();
    }

    private static byte[] bytes(Body body) {
        byte[] bytes = new byte[body.length()];
        body.view().get(bytes);
        return bytes;
    }
}
