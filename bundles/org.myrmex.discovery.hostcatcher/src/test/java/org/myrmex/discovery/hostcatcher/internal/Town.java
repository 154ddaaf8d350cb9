package org.myrmex.discovery.hostcatcher.internal;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.NeighbourListener;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** Houses that are linked without a network: messages, news of links and dial-backs arrive when the test lets them. */
final class Town {
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private final Map<PeerId, House> houses = new LinkedHashMap<>();
    private int today;

    Town(int today) {
        this.today = today;
    }

    void setToday(int today) {
        this.today = today;
    }

    /** Everything that is under way arrives, and what that brings about. */
    void settle() {
        while (!underWay.isEmpty()) {
            underWay.remove().run();
        }
    }

    /** Another house: with a door, or one that nobody can be reached at from outside. */
    House build(String host, boolean hasDoor) {
        House house = new House(host, hasDoor);
        houses.put(house.id, house);
        return house;
    }

    /** One peer's mesh. */
    final class House implements Neighbours {
        final PeerId id;
        final List<String> verdicts = new ArrayList<>();
        final List<String> seen = new ArrayList<>();
        /** What it sends, whatever becomes of it. */
        final List<byte[]> sent = new ArrayList<>();

        int dialBacks;
        private final String host;
        private final boolean hasDoor;
        private final KeyPair key = newKey();
        private final Map<PeerId, Neighbour> links = new LinkedHashMap<>();
        private Optional<NeighbourListener> listener = Optional.empty();

        House(String host, boolean hasDoor) {
            this.host = host;
            this.hasDoor = hasDoor;
            this.id = sign("127.0.0.1").address().id().orElseThrow();
        }

        PeerAddress door() {
            return new PeerAddress("tls", host, 7081, Optional.of(id));
        }

        void dial(House other) {
            up(new Neighbour(other.door(), other.realm(), true));
            other.up(new Neighbour(new PeerAddress("tls", host, 40_000, Optional.of(id)), realm(), false));
        }

        void hangUp(House other) {
            down(other.id);
            other.down(id);
        }

        /** As a stranger's code would. */
        void sendRaw(House other, byte[] bytes) {
            underWay.add(() -> other.receive(id, bytes));
        }

        private void up(Neighbour neighbour) {
            links.put(neighbour.address().id().orElseThrow(), neighbour);
            underWay.add(() -> listener.ifPresent(told -> told.linked(neighbour)));
        }

        private void down(PeerId other) {
            Neighbour neighbour = links.remove(other);
            underWay.add(() -> listener.ifPresent(told -> told.unlinked(neighbour)));
        }

        private void receive(PeerId from, byte[] bytes) {
            Neighbour neighbour = links.get(from);
            if (neighbour != null) {
                listener.ifPresent(told -> told.received(neighbour, bytes));
            }
        }

        private Realm realm() {
            return Realm.of(Literals.of(host).orElseThrow());
        }

        private PeerRecord sign(String at) {
            InetAddress address = Literals.of(at).orElseThrow();
            return PeerRecord.sign(key, "tls", address, 7081, today);
        }

        @Override
        public boolean send(PeerId neighbour, int protocol, byte[] bytes) {
            if (protocol != PingPong.PROTOCOL || bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("not a message of this protocol");
            }
            sent.add(bytes);
            if (!links.containsKey(neighbour)) {
                return false;
            }
            underWay.add(() -> houses.get(neighbour).receive(id, bytes));
            return true;
        }

        @Override
        public Registration listen(int protocol, NeighbourListener wanted) {
            listener = Optional.of(wanted);
            List.copyOf(links.values()).forEach(wanted::linked);
            return () -> listener = Optional.empty();
        }

        @Override
        public List<PeerRecord> own(Realm realm) {
            return hasDoor && realm == realm() ? List.of(sign(host)) : List.of();
        }

        @Override
        public void seenAs(PeerId teller, InetAddress address) {
            seen.add(address.getHostAddress());
        }

        @Override
        public CompletionStage<Optional<CloseReason>> dialBack(PeerId neighbour, int port) {
            dialBacks++;
            CompletableFuture<Optional<CloseReason>> result = new CompletableFuture<>();
            House there = houses.get(neighbour);
            boolean reached = there.hasDoor && port == there.door().port();
            underWay.add(() -> result.complete(reached ? Optional.empty() : Optional.of(CloseReason.UNREACHABLE)));
            return result;
        }

        @Override
        public void dialledBack(PeerId teller, Optional<CloseReason> failure) {
            verdicts.add(failure.map(CloseReason::name).orElse("reached"));
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
