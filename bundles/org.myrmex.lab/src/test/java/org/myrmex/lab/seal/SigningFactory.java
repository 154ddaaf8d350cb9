package org.myrmex.lab.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.Verdict;
import org.myrmex.testkit.outbox.CountedBodies;

/** Makes {@link SigningRouting} for every node and keeps what they were told. */
final class SigningFactory implements RoutingProtocolFactory {
    /** What a sender changes after it has signed. */
    enum Altered {
        NOTHING,
        BODY,
        CHAIN
    }

    final CountedBodies bodies = new CountedBodies();
    final List<Verdict> verdicts = new ArrayList<>();
    /** Null where the address had gone. */
    final List<byte[]> signatures = new ArrayList<>();

    Altered altered = Altered.NOTHING;

    @Override
    public String name() {
        return "signing";
    }

    @Override
    public String wire() {
        return "signing/1";
    }

    @Override
    public int stateVersion() {
        return 1;
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        return new SigningRouting(this, outbox);
    }
}
