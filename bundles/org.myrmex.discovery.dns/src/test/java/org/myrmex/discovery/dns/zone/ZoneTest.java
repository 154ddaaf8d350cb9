package org.myrmex.discovery.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class ZoneTest {
    private static final String SERVICE = "_myrmex._tcp.example.org.";
    private static final String ID = PeerId.of(new byte[32]).toString();
    private static final Question SRV = new Question(SERVICE, Kind.SRV);
    private static final Question TXT = new Question(SERVICE, Kind.TXT);
    private static final Question PTR = new Question(SERVICE, Kind.PTR);

    private final Zone zone = new Zone("Example.org", host -> !host.equals("bad.example"));
    private long nowMicros = TimeUnit.DAYS.toMicros(20_000);

    @Test
    void threeQuestionsAreAskedOfADomain() {
        assertEquals(List.of(SRV, TXT, PTR), zone.open());
    }

    @Test
    void anAnswerIsUsedUntilItExpiresAndNotAMomentLonger() {
        learn(SRV, Answer.none(Result.NO_RECORDS, 300));
        learn(TXT, texts(60, "tls://a.example:1"));
        learn(PTR, Answer.none(Result.NO_RECORDS, 300));
        pass(60_000_000 - 1);
        assertEquals(List.of(), zone.open());
        assertEquals(List.of("tls://a.example:1"), peers());
        pass(1);
        assertEquals(List.of(TXT), zone.open());
        assertEquals(List.of(), peers());
    }

    @Test
    void anAnswerWithoutTimeServesTheSearchThatItCameIn() {
        learn(TXT, texts(0, "tls://a.example:1"));
        assertEquals(List.of("tls://a.example:1"), peers());
        pass(0);
        assertTrue(zone.open().contains(TXT));
    }

    @Test
    void noIsHeldForFiveSecondsAtLeastAndFiveMinutesAtMost() {
        learn(SRV, Answer.none(Result.NO_SUCH_NAME, 0));
        learn(TXT, Answer.none(Result.NO_SUCH_NAME, 86_400));
        learn(PTR, Answer.none(Result.FAILED, 0));
        pass(5_000_000 - 1);
        assertEquals(List.of(), zone.open());
        pass(1);
        assertEquals(List.of(SRV, PTR), zone.open());
        pass(295_000_000);
        assertEquals(List.of(SRV, TXT, PTR), zone.open());
    }

    @Test
    void noRecordIsBelievedForMoreThanADay() {
        learn(TXT, texts(0x7FFF_FFFFL, "tls://a.example:1"));
        pass(TimeUnit.DAYS.toMicros(1));
        assertTrue(zone.open().contains(TXT));
    }

    @Test
    void whatADomainMayHaveIsCappedForEachKindAndCounted() {
        learn(TXT, texts(60, many(10_000, i -> "tls://t" + i + ".example:1")));
        learn(SRV, services(60, 10_000, "s"));
        learn(PTR, instances(60, 10_000));
        for (Question question : zone.open()) {
            String instance = question.name().substring(0, question.name().indexOf('.'));
            learn(
                    question,
                    question.kind() == Kind.SRV
                            ? services(60, 10, instance + "-")
                            : texts(60, many(99, i -> "k" + i + "=")));
        }
        assertEquals(List.of(), zone.open());
        assertEquals(256, Zone.MAX_RECORDS);
        assertEquals(80 + 80 + 32, count());
        String said = zone.said(count(), nowMicros);
        assertTrue(said.contains("192 peers, good for 60 s, 30096 more records are left out"), said);
    }

    @Test
    void servicesStandBeforeTextsAndTheseBeforeInstances() {
        learn(PTR, instances(60, 1));
        zone.open().stream()
                .filter(question -> question.name().startsWith("i0.") && question.kind() == Kind.SRV)
                .forEach(question -> learn(question, service(60, 0, "c.example.", 3)));
        learn(TXT, texts(60, "tls://b.example:2"));
        learn(SRV, service(60, 9, "a.example.", 1));
        assertEquals(List.of("tls://a.example:1", "tls://b.example:2", "tls://c.example:3"), peers());
    }

    @Test
    void anInstanceHasItsIdFromItsOwnTextAndAnAddressInItReplacesTheService() {
        learn(SRV, Answer.none(Result.NO_RECORDS, 60));
        learn(TXT, Answer.none(Result.NO_RECORDS, 60));
        learn(PTR, instances(60, 4));
        for (int i = 0; i < 4; i++) {
            learn(new Question("i" + i + "." + SERVICE, Kind.SRV), service(60, 0, "h" + i + ".example.", 7));
        }
        learn(new Question("i0." + SERVICE, Kind.TXT), text(60, "id=" + ID));
        learn(new Question("i1." + SERVICE, Kind.TXT), text(60, "ID=" + ID, "addr=192.0.2.1:8,[2001:db8::1]:9"));
        learn(new Question("i2." + SERVICE, Kind.TXT), Answer.none(Result.NO_RECORDS, 60));
        learn(new Question("i3." + SERVICE, Kind.TXT), text(60, "id=wrong"));
        List<String> peers = peers();
        peers.sort(null);
        assertEquals(
                List.of(
                        "tls://192.0.2.1:8#" + ID,
                        "tls://[2001:db8::1]:9#" + ID,
                        "tls://h0.example:7#" + ID,
                        "tls://h2.example:7"),
                peers);
    }

    @Test
    void aPlaceIsNamedOnceAndWithItsId() {
        learn(SRV, service(60, 0, "a.example.", 1));
        learn(TXT, texts(60, "tls://a.example:1#" + ID, "tls://a.example:1"));
        assertEquals(List.of("tls://a.example:1#" + ID), peers());
    }

    @Test
    void instancesElsewhereAreNotAskedFor() {
        learn(PTR, new Answer(Result.RECORDS, List.of(new Entry.Instance("i._myrmex._tcp.other.example.")), 60));
        assertEquals(List.of(SRV, TXT), zone.open());
    }

    @Test
    void anInstanceThatIsListedNoMoreIsForgotten() {
        learn(SRV, Answer.none(Result.NO_RECORDS, 600));
        learn(TXT, Answer.none(Result.NO_RECORDS, 600));
        learn(PTR, instances(60, 1));
        Question service = new Question("i0." + SERVICE, Kind.SRV);
        learn(service, service(600, 0, "c.example.", 3));
        learn(new Question("i0." + SERVICE, Kind.TXT), Answer.none(Result.NO_RECORDS, 300));
        pass(60_000_000);
        learn(PTR, Answer.none(Result.NO_RECORDS, 60));
        assertEquals(List.of(), peers());
        pass(60_000_000);
        learn(PTR, instances(60, 1));
        assertTrue(zone.open().contains(service), "what was known of it is not used any more");
    }

    @Test
    void whatCannotBeDialledIsLeftOut() {
        learn(SRV, service(60, 0, ".", 1));
        learn(TXT, texts(60, "tls://bad.example:1", "tls://a.example:0", "http://a.example:1", "nonsense", ""));
        learn(PTR, Answer.none(Result.NO_RECORDS, 60));
        assertEquals(List.of(), peers());
        assertEquals("Example.org: its records name no peer that could be dialled", zone.said(0, nowMicros));
    }

    @Test
    void whatTellsMostIsSaid() {
        learn(SRV, Answer.none(Result.NO_SUCH_NAME, 60));
        assertEquals("Example.org: not waited for, enough was found elsewhere", zone.said(0, nowMicros));
        learn(TXT, Answer.none(Result.NO_SUCH_NAME, 60));
        learn(PTR, Answer.none(Result.NO_SUCH_NAME, 60));
        assertEquals("Example.org: no such domain, or it names no peers (NXDOMAIN)", zone.said(0, nowMicros));
        learn(PTR, Answer.none(Result.FAILED, 60));
        assertEquals("Example.org: the name server failed (SERVFAIL)", zone.said(0, nowMicros));
        learn(PTR, texts(300, "x"));
        assertEquals("Example.org: 1 peer, good for 5 min", zone.said(1, nowMicros));
    }

    private void learn(Question question, Answer answer) {
        zone.learn(question, answer, nowMicros);
    }

    private void pass(long micros) {
        nowMicros += micros;
        zone.begin(nowMicros);
    }

    private int count() {
        return zone.peers(new Random(1)).size();
    }

    private List<String> peers() {
        return new ArrayList<>(
                zone.peers(new Random(1)).stream().map(PeerAddress::toString).toList());
    }

    private static Answer texts(long ttl, String... strings) {
        return new Answer(Result.RECORDS, List.of(new Entry.Text(List.of(strings))), ttl);
    }

    private static Answer text(long ttl, String... strings) {
        return texts(ttl, strings);
    }

    private static Answer service(long ttl, int weight, String target, int port) {
        return new Answer(Result.RECORDS, List.of(new Entry.Service(0, weight, port, target)), ttl);
    }

    private static Answer services(long ttl, int count, String prefix) {
        return new Answer(
                Result.RECORDS,
                IntStream.range(0, count)
                        .<Entry>mapToObj(i -> new Entry.Service(0, 0, 1, prefix + i + ".example."))
                        .toList(),
                ttl);
    }

    private static Answer instances(long ttl, int count) {
        return new Answer(
                Result.RECORDS,
                IntStream.range(0, count)
                        .<Entry>mapToObj(i -> new Entry.Instance("i" + i + "." + SERVICE))
                        .toList(),
                ttl);
    }

    private static String[] many(int count, java.util.function.IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).toArray(String[]::new);
    }
}
