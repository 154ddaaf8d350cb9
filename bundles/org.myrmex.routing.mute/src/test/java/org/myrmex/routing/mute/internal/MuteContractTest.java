package org.myrmex.routing.mute.internal;

import org.junit.jupiter.api.Nested;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.testkit.routing.RoutingContract;

class MuteContractTest {
    @Nested
    class FirstCopy extends RoutingContract {
        @Override
        protected RoutingProtocolFactory factory() {
            return new MuteRoutingFactory();
        }
    }

    @Nested
    class RandomQueue extends RoutingContract {
        @Override
        protected RoutingProtocolFactory factory() {
            return new RandomQueueRoutingFactory();
        }
    }
}
