package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/**
 * Opens some of the addresses that it hears of as its own and asks everybody in their name: where nothing is signed, scents
 * then lead to it. It has no keys: a routing that asks for a signature gets none.
 */
final class Forger extends PassingRouting {
    /** One address in so many is worth it: each costs everybody a flood. */
    private static final int ONE_IN = 4;
    /** Addresses that one forger has at a time; the oldest goes first. */
    private static final int MAX_STOLEN = 64;
    /** Addresses that it has thought about; the oldest goes first. */
    private static final int MAX_KNOWN = 4_096;

    private final RoutingProtocol honest;
    private final RandomGenerator random;
    private final Loot loot;

    private Forger(RoutingProtocol honest, RandomGenerator random, Loot loot) {
        super(honest);
        this.honest = honest;
        this.random = random;
        this.loot = loot;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, RandomGenerator random, Deeds deeds) {
        Loot loot = new Loot(outbox, deeds);
        return new Forger(honest.create(loot), random, loot);
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        loot.known.add(address); // it does not rob itself
        super.addressOpened(now, address, record);
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        loot.answered = false;
        super.received(now, link, header, body, handle);
        if (loot.answered) {
            // who answers is known by his scent alone
            honest.routes(now, route -> loot.hear(route.address()));
        }
        for (VirtualAddress next = loot.heard.poll(); next != null; next = loot.heard.poll()) {
            if (random.nextInt(ONE_IN) == 0) {
                steal(now, next);
            }
        }
    }

    private void steal(long now, VirtualAddress address) {
        loot.deeds.count(Deed.STOLEN);
        loot.stolen.add(address);
        if (loot.stolen.size() > MAX_STOLEN) {
            VirtualAddress oldest = loot.stolen.iterator().next();
            loot.stolen.remove(oldest);
            honest.addressClosed(now, oldest);
        }
        honest.addressOpened(
                now, address, new AddressRecord(bytes(AddressRecord.ED_BYTES), bytes(AddressRecord.XW_BYTES)));
        honest.query(now, ask(address, random), QueryScope.DEFAULT, Handle.NONE);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A query of no meaning. */
    static Message ask(VirtualAddress from, RandomGenerator random) {
        byte[] id = new byte[Message.ID_BYTES];
        byte[] body = new byte[2048]; // a query's class
        random.nextBytes(id);
        random.nextBytes(body);
        return new Message(MessageKind.QUERY, from, VirtualAddress.EVERYBODY, id, Body.of(body));
    }

    /** What it has stolen and has heard of; its outbox, where it hears of addresses and keeps what it draws. */
    private static final class Loot extends PassingOutbox {
        private final Deeds deeds;
        private final LinkedHashSet<VirtualAddress> stolen = new LinkedHashSet<>();
        private final LinkedHashSet<VirtualAddress> known = new LinkedHashSet<>();
        /** New ones; emptied after each input. */
        private final ArrayDeque<VirtualAddress> heard = new ArrayDeque<>();

        private boolean answered;

        Loot(Outbox to, Deeds deeds) {
            super(to);
            this.deeds = deeds;
        }

        @Override
        public void note(RoutingEvent event) {
            answered |= event.kind() == RoutingEvent.Kind.MESSAGE_RECEIVED;
            super.note(event);
        }

        @Override
        public void deliver(Message message, Handle cause) {
            if (stolen.contains(message.to())) {
                deeds.count(Deed.DRAWN);
                return;
            }
            hear(message.from());
            super.deliver(message, cause);
        }

        void hear(VirtualAddress address) {
            if (!known.add(address)) {
                return;
            }
            heard.add(address);
            if (known.size() > MAX_KNOWN) {
                known.remove(known.iterator().next());
            }
        }
    }
}
