package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a change of the machine's networks, on a clock of the test's. */
class SurroundingsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetAddress HOME = address("192.168.1.2");
    private static final InetAddress CAFE = address("10.9.8.7");
    private static final InetAddress CONTAINER = address("fe80::42:ff:fe00:1");
    private static final long TICK_MICROS = 200_000;

    private Supplier<List<InetAddress>> lister = () -> List.of(LOOPBACK, HOME);
    private long now = 1_700_000_000_000_000L;
    private final StepPool pool = new StepPool(1);
    private final Told told;
    private final Loop loop = new Loop(Loop.Drive.STEPS, () -> now, () -> {});
    private final Surroundings surroundings;
    private int looks;

    private static final class Told implements Surroundings.Listener {
        /** Compares for a peer, too. */
        private final Whereabouts whereabouts;

        private final List<List<InetAddress>> lists = new ArrayList<>();
        private int changes;

        Told(Whereabouts whereabouts) {
            this.whereabouts = whereabouts;
        }

        @Override
        public boolean addresses(List<InetAddress> present) {
            lists.add(present);
            return whereabouts.interfaces(present);
        }

        @Override
        public void changed() {
            changes++;
        }
    }

    SurroundingsTest() throws NoSuchAlgorithmException {
        Identity identity = new Identity(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        told = new Told(new Whereabouts(identity, () -> now, List::of));
        surroundings = new Surroundings(loop, pool, () -> lister.get(), told);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ticks as often as a peer does. */
    private void pass(long micros) {
        for (long end = now + micros; now < end; ) {
            now += TICK_MICROS;
            loop.execute(surroundings::tick);
            turn();
        }
    }

    private void turn() {
        while (loop.step() || pool.waiting() > 0) {
            if (pool.waiting() > 0) {
                looks++;
                pool.step();
            }
        }
    }

    @Test
    void theFirstLookIsNoChangeAndAnotherAddressIsOneWithinASecond() {
        pass(Surroundings.LOOK_MICROS);
        assertEquals(List.of(List.of(LOOPBACK, HOME)), told.lists);
        assertEquals(0, told.changes);
        pass(60_000_000);
        assertEquals(0, told.changes);
        lister = () -> List.of(LOOPBACK, CAFE);
        pass(Surroundings.LOOK_MICROS);
        assertEquals(1, told.changes);
        pass(60_000_000);
        assertEquals(1, told.changes);
    }

    @Test
    void aLookASecondAndNoMore() {
        pass(60_000_000);
        assertEquals(60, looks);
    }

    @Test
    void containersThatComeAndGoChangeNothing() {
        pass(2_000_000);
        for (int i = 0; i < 10; i++) {
            lister = i % 2 == 0 ? () -> List.of(LOOPBACK, HOME, CONTAINER) : () -> List.of(LOOPBACK, HOME);
            pass(2_000_000);
        }
        assertEquals(0, told.changes);
        assertTrue(told.lists.contains(List.of(LOOPBACK, HOME, CONTAINER)), "they are this machine's nevertheless");
    }

    @Test
    void anAddressThatWasFoundWithoutARouterIsAnotherPlace() {
        pass(2_000_000);
        lister = () -> List.of(LOOPBACK, HOME, address("169.254.3.4"));
        pass(2_000_000);
        assertEquals(1, told.changes);
    }

    @Test
    void aListThatCannotBeHadKeepsTheLastAndIsAskedForAgain() {
        pass(2_000_000);
        lister = () -> {
            throw new UncheckedIOException(new SocketException("No such device"));
        };
        int before = told.lists.size();
        pass(10_000_000);
        assertEquals(before, told.lists.size(), "nobody is told of a list that is none");
        lister = () -> List.of(LOOPBACK, HOME);
        pass(2_000_000);
        assertTrue(told.lists.size() > before, "a fault ends no looking");
        assertEquals(0, told.changes);
        lister = () -> List.of(LOOPBACK, CAFE);
        pass(2_000_000);
        assertEquals(1, told.changes);
    }

    @Test
    void aPoolThatIsFullIsAskedAgain() {
        pool.execute(() -> {});
        now += TICK_MICROS;
        surroundings.tick(); // refused
        pass(2_000_000);
        assertFalse(told.lists.isEmpty());
    }

    @Test
    void aMachineThatSleptHasChangedItsPlace() {
        pass(2_000_000);
        now += 60_000_000;
        pass(TICK_MICROS);
        assertEquals(1, told.changes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"docker0", "br-0123456789ab", "virbr0", "lxdbr0", "lxcbr0", "cni0", "cni-podman0", "podman1"})
    void aBridgeToTheMachinesOwnGuestsIsLeftOut(String name) {
        assertTrue(Surroundings.leadsToGuestsOnly(name));
    }

    /** The LAN of a router is called so, too. */
    @ParameterizedTest
    @ValueSource(strings = {"lo", "eth0", "enp3s0", "wlan0", "wg0", "tun0", "ppp0", "br0", "br-lan", "bond0", "en0"})
    void whatMayLeadToTheNetIsNot(String name) {
        assertFalse(Surroundings.leadsToGuestsOnly(name));
    }

    @Test
    void thisMachineHasALoopback() {
        assertTrue(Surroundings.present().stream().anyMatch(InetAddress::isLoopbackAddress));
    }
}
