package org.myrmex.discovery.hostcatcher.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.NeighbourListener;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Named;
import org.myrmex.discovery.hostcatcher.caught.Pong;
import org.myrmex.testkit.discovery.PeerSourceContract;

/** A neighbour that answers each ping with all that is to be found. Peers of the contract have no keys, and so no signatures. */
class SearchContractTest extends PeerSourceContract {
    private static final int TODAY = 20_000;
    private static final long NOW = TODAY * 24L * 3600 * 1_000_000;
    /** Up to the host: version, scheme, length of the address. */
    private static final int HOST_AT = 6;

    @Override
    protected PeerSource sourceThatFinds(List<PeerAddress> addresses) {
        Catcher<Unsigned> catcher = new Catcher<>(60_000_000);
        SplittableRandom random = new SplittableRandom(1);
        PingPong<Unsigned> pingPong = new PingPong<>(
                catcher,
                new UnsignedRecords(),
                new Manners(true, true),
                Runnable::run,
                () -> NOW,
                random,
                Optional::empty);
        Search<Unsigned> search = new Search<>(catcher, pingPong, () -> NOW, random);
        pingPong.begin(new Teller(addresses));
        return new PeerSource() {
            @Override
            public String name() {
                return "hostcatcher";
            }

            @Override
            public void find(PeerWish wish, PeerSink sink) {
                search.find(wish, sink);
            }

            @Override
            public void outcome(PeerOutcome outcome) {
                outcome.failure().ifPresent(reason -> catcher.failed(outcome.address(), reason));
            }
        };
    }

    private record Unsigned(PeerAddress address, Realm realm, int day) implements Named {}

    /** The id stands where the key does, and there is no signature. */
    private static final class UnsignedRecords implements Records<Unsigned> {
        @Override
        public Optional<Unsigned> read(ByteBuffer bytes) {
            byte[] host = new byte[4];
            byte[] id = new byte[32];
            ByteBuffer in = bytes.duplicate().position(HOST_AT).get(host);
            int port = in.getShort() & 0xFFFF;
            int day = in.getShort();
            in.get(id);
            String literal = host[0] + "." + host[1] + "." + host[2] + "." + host[3];
            PeerAddress address = new PeerAddress("tls", literal, port, Optional.of(PeerId.of(id)));
            return Optional.of(new Unsigned(address, Realm.LOOPBACK, day));
        }

        @Override
        public ByteBuffer write(Unsigned named) {
            throw new UnsupportedOperationException("nobody asks this peer");
        }
    }

    private record Teller(List<PeerAddress> addresses, NeighbourListener[] listener) implements Neighbours {
        Teller(List<PeerAddress> addresses) {
            this(addresses, new NeighbourListener[1]);
        }

        private static Neighbour itself() {
            return new Neighbour(address(77), Realm.LOOPBACK, true);
        }

        @Override
        public boolean send(PeerId neighbour, int protocol, byte[] bytes) {
            List<ByteBuffer> records = addresses.stream().map(Teller::record).toList();
            listener[0].received(itself(), new Pong(Optional.empty(), Optional.empty(), records).encode());
            return true;
        }

        /** The number of a peer of the contract is the first byte of its id. */
        private static ByteBuffer record(PeerAddress address) {
            byte[] host = Literals.of(address.host()).orElseThrow().getAddress();
            ByteBuffer record = ByteBuffer.allocate(HOST_AT + 4 + 2 + 2 + 32 + 64);
            record.put((byte) 1).put((byte) 3).put(new byte[] {'t', 'l', 's'}).put((byte) 4);
            record.put(host)
                    .putShort((short) address.port())
                    .putShort((short) TODAY)
                    .put(host[3]);
            return record.rewind();
        }

        @Override
        public Registration listen(int protocol, NeighbourListener told) {
            listener[0] = told;
            told.linked(itself());
            return () -> {};
        }

        @Override
        public List<PeerRecord> own(Realm realm) {
            return List.of();
        }

        @Override
        public void seenAs(PeerId teller, InetAddress host) {}

        @Override
        public CompletionStage<Optional<CloseReason>> dialBack(PeerId neighbour, int port) {
            throw new UnsupportedOperationException("nobody pings this peer");
        }

        @Override
        public void dialledBack(PeerId teller, Optional<CloseReason> failure) {}
    }
}
