package org.myrmex.lab.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.Conditions.Checks;
import org.myrmex.lab.experiment.Conditions.SealingMode;
import org.myrmex.lab.experiment.World;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.mesh.seal.AddressKeys;
import org.myrmex.mesh.seal.AnswerBody;
import org.myrmex.mesh.seal.OpenedAnswer;
import org.myrmex.mesh.seal.QueryBody;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.simulation.Crypto;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualNode;

/** A downloader and a source with a relay between them, and real keys. */
class RealSealingTest {
    private final List<String> bodies = new ArrayList<>();
    private final List<Message> delivered = new ArrayList<>();
    private World world;
    private VirtualNode downloader;
    private VirtualNode source;

    private Exchange exchange(long seed, TamperingFactory.What altered) {
        MuteRoutingFactory mute = new MuteRoutingFactory();
        world = new World(new Conditions(mute, seed, SealingMode.REAL, Checks.ALL), 3);
        world.network().observe(new Bodies());
        downloader = world.add("D");
        source = world.add("S");
        VirtualNode relay = world.add("relay", new TamperingFactory(mute, altered, world.network()));
        world.network().link(downloader, relay, 1_000);
        world.network().link(relay, source, 1_000);
        return new Exchange(world, downloader, source);
    }

    @Test
    void aSearchIsAnsweredSealedAndOpened() {
        Exchange exchange = exchange(1, TamperingFactory.What.NOTHING);
        assertTrue(exchange.search());
        assertTrue(exchange.pair());
        assertEquals(0, world.network().bodies().alive());
    }

    @Test
    void theBodiesAreThoseOfTheMesh() {
        Exchange exchange = exchange(1, TamperingFactory.What.NOTHING);
        exchange.search();
        byte[] query = HexFormat.of().parseHex(bodies.get(0));
        byte[] answer = HexFormat.of().parseHex(bodies.get(bodies.size() - 1));
        assertEquals(QueryBody.LENGTH, query.length);
        QueryBody asked = QueryBody.decode(query, exchange.asker()).orElseThrow();
        assertEquals(exchange.asker(), AddressKeys.addressOf(asked.asker()));
        assertEquals(AnswerBody.SMALL, answer.length);
        AddressKeys asker = ((RealCrypto.RealKeys) downloader.keys(exchange.asker())).keys();
        byte[] hash = QueryBody.hash(exchange.asker(), query);
        OpenedAnswer opened =
                AnswerBody.open(asker, exchange.owner(), hash, answer).orElseThrow();
        assertEquals(exchange.owner(), AddressKeys.addressOf(opened.answerer()));
    }

    @Test
    void anAnswerThatARelayChangedIsNotOpened() {
        assertFalse(exchange(1, TamperingFactory.What.ANSWERS).search());
        assertTrue(delivered.stream().anyMatch(message -> message.kind() == MessageKind.ANSWER), "it came");
        assertEquals(0, world.network().bodies().alive());
    }

    @Test
    void aQueryThatARelayChangedIsNotAnswered() {
        assertFalse(exchange(1, TamperingFactory.What.QUERIES).search());
        assertTrue(delivered.stream().anyMatch(message -> message.kind() == MessageKind.QUERY), "it came");
        assertTrue(delivered.stream().noneMatch(message -> message.kind() == MessageKind.ANSWER));
        assertEquals(0, world.network().bodies().alive());
    }

    @Test
    void noOtherKeyAndNoOtherQueryOpensAnAnswer() {
        Exchange exchange = exchange(1, TamperingFactory.What.NOTHING);
        Sealing sealing = world.sealing();
        Crypto.Keys asker = downloader.keys(exchange.asker());
        Crypto.Keys other = downloader.keys(downloader.open());
        Body query = sealing.query(world.network(), asker);
        Body otherQuery = sealing.query(world.network(), asker);
        Message asked = new Message(
                MessageKind.QUERY, exchange.asker(), VirtualAddress.EVERYBODY, new byte[Message.ID_BYTES], query);
        Body body = sealing.answer(world.network(), source.keys(exchange.owner()), asked)
                .orElseThrow();
        Message answer =
                new Message(MessageKind.ANSWER, exchange.owner(), exchange.asker(), new byte[Message.ID_BYTES], body);
        assertTrue(sealing.opens(asker, query, answer));
        assertFalse(sealing.opens(other, query, answer), "another key");
        assertFalse(sealing.opens(asker, otherQuery, answer), "another query");
        Message another =
                new Message(MessageKind.ANSWER, other.address(), exchange.asker(), new byte[Message.ID_BYTES], body);
        assertFalse(sealing.opens(asker, query, another), "from somebody else");
    }

    @Test
    void aSeedGivesTheSameTraceAndTheSameBodiesAgain() {
        exchange(1, TamperingFactory.What.NOTHING).search();
        String trace = world.network().trace();
        List<String> sent = List.copyOf(bodies);
        bodies.clear();
        exchange(1, TamperingFactory.What.NOTHING).search();
        assertEquals(trace, world.network().trace());
        assertEquals(sent, bodies);
        bodies.clear();
        exchange(2, TamperingFactory.What.NOTHING).search();
        assertNotEquals(trace, world.network().trace());
        assertNotEquals(sent, bodies);
    }

    @Test
    void keysAreRealUpToAThousandNodesUnlessTold() {
        Conditions usual = new Conditions(new MuteRoutingFactory(), 1, null, Checks.CHEAP);
        assertInstanceOf(RealSealing.class, new World(usual, 1_000).sealing());
        assertInstanceOf(FakeSealing.class, new World(usual, 1_001).sealing());
        Conditions told = new Conditions(new MuteRoutingFactory(), 1, SealingMode.REAL, Checks.CHEAP);
        assertInstanceOf(RealSealing.class, new World(told, 1_001).sealing());
    }

    /** Writes down what is sent, and what arrives where it should. */
    private final class Bodies implements Observer {
        @Override
        public void sent(VirtualFrame frame) {
            byte[] bytes = new byte[frame.body().length()];
            frame.body().view().get(bytes);
            bodies.add(HexFormat.of().formatHex(bytes));
        }

        @Override
        public void delivered(VirtualNode node, Message message, VirtualFrame frame) {
            if (!node.name().equals("relay")) {
                delivered.add(message);
            }
        }
    }
}
