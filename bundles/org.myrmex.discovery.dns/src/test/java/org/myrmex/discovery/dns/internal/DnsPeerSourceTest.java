package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.discovery.PeerSourceContract;
import org.myrmex.testkit.discovery.RecordingSink;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class DnsPeerSourceTest extends PeerSourceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock();
    private final List<NameServer> servers = new ArrayList<>();

    /** Some in a service, some in texts, some in instances, so that the contract holds for all. */
    @Override
    protected PeerSource sourceThatFinds(List<PeerAddress> addresses) {
        return source(serve((query, tcp) -> {
            Message reply = NameServer.reply(query);
            Name name = query.getQuestion().getName();
            for (int i = 0; i < addresses.size(); i++) {
                PeerAddress address = addresses.get(i);
                Name instance = Name.fromString("i" + i, Name.fromString("_myrmex._tcp.example.org."));
                switch (query.getQuestion().getType()) {
                    case Type.TXT -> {
                        if (i % 2 == 0 && !name.toString().startsWith("i")) {
                            reply.addRecord(txt(name, address.toString()), Section.ANSWER);
                        } else if (name.equals(instance)) {
                            reply.addRecord(txt(name, "id=" + address.id().get()), Section.ANSWER);
                        }
                    }
                    case Type.SRV -> {
                        if (name.equals(instance)) {
                            reply.addRecord(srv(name, 0, address.host() + ".", address.port()), Section.ANSWER);
                        }
                    }
                    default -> {
                        if (i % 2 == 1) {
                            reply.addRecord(new PTRRecord(name, DClass.IN, 60, instance), Section.ANSWER);
                        }
                    }
                }
            }
            return reply.toWire();
        }));
    }

    @AfterEach
    void end() throws IOException {
        for (NameServer server : servers) {
            server.close();
        }
    }

    @Test
    void withoutADomainNothingIsAskedAndTheLineSaysWhatToSet() {
        NameServer server = serve((query, tcp) -> null);
        PeerSource source = new DnsPeerSource(List.of(), List.of(server.address()), new Random(1), clock);
        RecordingSink sink = search(source);
        assertTrue(sink.reasons().get(0).contains("set domains of org.myrmex.discovery.dns"), "" + sink.reasons());
        assertEquals(List.of(), server.asked());
    }

    @Test
    void nothingIsAskedAgainBeforeItsTimeIsOver() {
        NameServer server = serve((query, tcp) -> {
            Name name = query.getQuestion().getName();
            if (query.getQuestion().getType() == Type.TXT) {
                return NameServer.reply(query, txt(name, "tls://192.0.2.1:7081"))
                        .toWire();
            }
            Message none = NameServer.reply(query);
            none.addRecord(new SOARecord(name, DClass.IN, 3600, name, name, 1, 1, 1, 1, 20), Section.AUTHORITY);
            return none.toWire();
        });
        PeerSource source = source(server);
        assertEquals(
                List.of("example.org: 1 peer, good for 60 s"), search(source).reasons());
        assertEquals(3, server.asked().size());
        clock.passSeconds(19);
        assertEquals(
                List.of("example.org: 1 peer, good for 41 s"), search(source).reasons());
        assertEquals(3, server.asked().size());
        clock.passSeconds(1);
        server.forget();
        search(source);
        assertEquals(
                List.of("PTR _myrmex._tcp.example.org.", "SRV _myrmex._tcp.example.org."),
                server.asked().stream().sorted().toList());
        clock.passSeconds(40);
        server.forget();
        search(source);
        assertEquals(3, server.asked().size());
    }

    @Test
    void whoeverForgetsAsksAnew() {
        NameServer server = serve((query, tcp) -> {
            Name name = query.getQuestion().getName();
            return query.getQuestion().getType() == Type.TXT
                    ? NameServer.reply(query, txt(name, "tls://192.0.2.1:7081")).toWire()
                    : NameServer.reply(query).toWire();
        });
        PeerSource source = source(server);
        assertEquals(1, search(source).found().size());
        for (Optional<PeerAddress> place :
                List.of(Optional.of(PeerAddress.parse("tls://192.0.2.1:7081")), Optional.<PeerAddress>empty())) {
            server.forget();
            source.forget(place);
            assertEquals(1, search(source).found().size());
            assertEquals(3, server.asked().size());
        }
    }

    @Test
    void everyDomainIsNamedWithWhatCameOfIt() {
        NameServer server = serve((query, tcp) -> {
            Name name = query.getQuestion().getName();
            if (name.toString().contains("good")) {
                return query.getQuestion().getType() == Type.SRV
                        ? NameServer.reply(
                                        query, srv(name, 0, "a.good.example.", 1), srv(name, 1, "b.good.example.", 2))
                                .toWire()
                        : NameServer.reply(query).toWire();
            }
            Message none = NameServer.reply(query);
            none.getHeader().setRcode(name.toString().contains("none") ? Rcode.NXDOMAIN : Rcode.SERVFAIL);
            return none.toWire();
        });
        PeerSource source = new DnsPeerSource(
                List.of("none.example", "good.example", "failed.example"),
                List.of(server.address()),
                new Random(1),
                clock);
        RecordingSink sink = search(source);
        assertEquals(
                List.of("tls://a.good.example:1", "tls://b.good.example:2"),
                sink.found().stream().map(PeerAddress::toString).toList());
        assertEquals(
                List.of("none.example: no such domain, or it names no peers (NXDOMAIN); "
                        + "good.example: 2 peers, good for 60 s; "
                        + "failed.example: the name server failed (SERVFAIL)"),
                sink.reasons());
    }

    @Test
    void ofEachDomainAShareIsNamedBeforeTheRestOfAnother() {
        NameServer server = serve((query, tcp) -> {
            Name name = query.getQuestion().getName();
            Message reply = NameServer.reply(query);
            if (query.getQuestion().getType() == Type.SRV) {
                for (int i = 1; i <= 8; i++) {
                    String domain = name.toString().substring("_myrmex._tcp.".length());
                    reply.addRecord(srv(name, i, "p" + i + "." + domain, 1), Section.ANSWER);
                }
            }
            return reply.toWire();
        });
        PeerSource source =
                new DnsPeerSource(List.of("a.example", "b.example"), List.of(server.address()), new Random(1), clock);
        RecordingSink sink = new RecordingSink(4);
        source.find(new PeerWish(4, PATIENCE), sink);
        assertEquals(
                List.of("p1.a.example", "p1.b.example", "p2.a.example", "p2.b.example"),
                sink.found().stream().map(PeerAddress::host).sorted().toList());
    }

    private PeerSource source(NameServer server) {
        return new DnsPeerSource(List.of("example.org"), List.of(server.address()), new Random(1), clock);
    }

    private NameServer serve(NameServer.Script script) {
        try {
            NameServer server = new NameServer(script);
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Record txt(Name name, String text) {
        return new TXTRecord(name, DClass.IN, 60, text);
    }

    private static Record srv(Name name, int priority, String target, int port) throws IOException {
        return new SRVRecord(name, DClass.IN, 60, priority, 0, port, Name.fromString(target));
    }

    private static RecordingSink search(PeerSource source) {
        RecordingSink sink = new RecordingSink(1000);
        source.find(new PeerWish(20, PATIENCE), sink);
        return sink;
    }
}
