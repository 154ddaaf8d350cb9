package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.CloseReason;

class RoutingHostTest {
    private final List<Long> closed = new ArrayList<>();
    private final RoutingHost host = new RoutingHost(new SplittableRandom(1), effects());

    /** Link 1 cannot be closed. */
    private RoutingHost.Effects effects() {
        return fake(RoutingHost.Effects.class, args -> {
            long link = ((LinkId) args[0]).number();
            if (link == 1) {
                throw new IllegalStateException("as a fault in an effect");
            }
            closed.add(link);
        });
    }

    private interface Calls {
        void called(Object[] args);
    }

    private static <T> T fake(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            calls.called(args);
            return method.getReturnType() == byte[].class ? new byte[0] : null;
        }));
    }

    private static final class Factory implements RoutingProtocolFactory {
        private final boolean broken;
        private Outbox outbox;

        Factory(boolean broken) {
            this.broken = broken;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String wire() {
            return "fake/1";
        }

        @Override
        public int stateVersion() {
            return 1;
        }

        @Override
        public RoutingProtocol create(
                long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox to) {
            if (broken) {
                throw new IllegalStateException("as a bundle that lacks a class");
            }
            outbox = to;
            return fake(RoutingProtocol.class, args -> {});
        }
    }

    @Test
    void theResultOfAJobGoesToTheRoutingThatAskedAlone() {
        List<String> told = new ArrayList<>();
        host.install(0, new Factory(false));
        int former = host.generation();
        host.uninstall(1);
        host.install(2, new Factory(false));
        host.late(former, 3, (routing, now) -> told.add("late"));
        host.late(host.generation(), 3, (routing, now) -> told.add("in time"));
        assertEquals(List.of("in time"), told);
    }

    @Test
    void aFaultInOneEffectDoesNotHoldUpTheNext() {
        Factory factory = new Factory(false);
        host.install(0, factory);
        host.input(1, (routing, now) -> {
            factory.outbox.closeLink(new LinkId(1), CloseReason.PROTOCOL_ERROR);
            factory.outbox.closeLink(new LinkId(2), CloseReason.PROTOCOL_ERROR);
        });
        assertEquals(List.of(2L), closed);
    }

    @Test
    void aRoutingThatDoesNotStartIsNotNamed() {
        assertThrows(IllegalStateException.class, () -> host.install(0, new Factory(true)));
        assertTrue(host.name().isEmpty());
        assertTrue(host.wire().isEmpty());
    }
}
