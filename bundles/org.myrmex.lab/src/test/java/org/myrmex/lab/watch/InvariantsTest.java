package org.myrmex.lab.watch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.PeerId;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.Violation;

class InvariantsTest {
    private static final long SEED = 21;

    @Test
    void aMessageThatIsDeliveredTwiceIsCaught() {
        isCaught("no message delivered twice", Breaks::deliversTwice, mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aMessageIsKnownThoughItsIdChangesOnTheWay() {
        SplittableRandom ids = new SplittableRandom(1);
        isCaught(
                "no message delivered twice",
                () -> Breaks.sending(frame -> {
                    byte[] header = frame.bytes();
                    byte[] id = new byte[16];
                    ids.nextBytes(id);
                    System.arraycopy(id, 0, header, 4, id.length);
                    frame.with(header);
                }),
                mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aTableOverItsCapIsCaught() {
        isCaught("caps hold", Breaks::neverForgets, mesh -> mesh.everybodyAsks(20));
    }

    @Test
    void aHandleHeldForTooLongIsCaught() {
        isCaught("caps hold", Breaks::neverReleases, mesh -> {
            mesh.everybodyAsks(1);
            mesh.world().run(11_000_000);
            mesh.everybodyAsks(1);
        });
    }

    @Test
    void aFrameThatIsMultipliedIsCaught() {
        isCaught(
                "caps hold",
                () -> Breaks.sending(frame -> {
                    frame.sendCopy();
                    frame.sendCopy();
                    frame.sendCopy();
                }),
                mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aBodyOfNoSizeClassIsCaught() {
        isCaught(
                "caps hold",
                () -> Breaks.sending(frame -> frame.with(Body.of(new byte[600]))),
                mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aHeaderThatIsTooLongIsCaught() {
        Violation caught =
                caught(() -> Breaks.sending(frame -> frame.with(new byte[513])), mesh -> mesh.everybodyAsks(1));
        assertTrue(caught.getMessage().matches("n\\d+ sends a header of 513 bytes"), caught.getMessage());
    }

    @Test
    void aFrameThatGoesRoundInACircleIsCaught() {
        isCaught("no loop", () -> Breaks.sendsBack(header -> header), mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aCircleIsCaughtThoughTheHeaderChanges() {
        isCaught(
                "no loop",
                () -> Breaks.sendsBack(header -> {
                    header[80]++;
                    return header;
                }),
                mesh -> mesh.everybodyAsks(1));
    }

    static Stream<UnaryOperator<String>> formsOfAPeerId() {
        return Stream.of(
                id -> id, id -> id.toUpperCase(Locale.ROOT), id -> hex(id), id -> hex(id).toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("formsOfAPeerId")
    void aPeerIdInABodyOfTheRoutingIsCaught(UnaryOperator<String> form) {
        Violation caught =
                assertThrows(Violation.class, () -> new Mesh(Mute.broken(() -> Breaks.greets(form)), SEED, 30));
        assertTrue(caught.getMessage().startsWith("the invariant 'no frame holds a network address' is broken: n"));
    }

    @Test
    void aPeerIdInAHeaderIsCaught() {
        isCaught(
                "no frame holds a network address",
                () -> Breaks.sending(frame -> {
                    byte[] header = frame.bytes();
                    System.arraycopy(raw("n0"), 0, header, 51, 32);
                    frame.with(header);
                }),
                mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aGreetingWithoutAPeerIdIsNone() {
        assertDoesNotThrow(() -> new Mesh(Mute.broken(() -> Breaks.greets(id -> id.substring(0, 51))), SEED, 30));
    }

    @Test
    void aTimeToLiveGivesWhoAsksAway() {
        isCaught(
                "an originated and a relayed frame look alike",
                () -> Breaks.spare(received -> received.map(life -> life - 1).orElse(64)),
                mesh -> mesh.everybodyAsks(1));
    }

    @Test
    void aTimeToLiveThatBeginsAnywhereGivesWhoAsksAwayInPart() {
        SplittableRandom chance = new SplittableRandom(3);
        Supplier<Mute.Alteration> ofTwo =
                () -> Breaks.spare(received -> received.map(life -> life - 1).orElseGet(() -> 63 + chance.nextInt(2)));
        Violation caught =
                assertThrows(Violation.class, () -> new Mesh(Mute.broken(ofTwo), SEED, 150).everybodyAsks(1));
        assertTrue(caught.getMessage().contains("the value 64 of byte 3 of the header"), caught.getMessage());
    }

    @Test
    void aHeaderThatGrowsGivesWhoAsksAway() {
        isCaught("an originated and a relayed frame look alike", Breaks::growsAtEachHop, mesh -> mesh.everybodyAsks(1));
    }

    /** What a sender may say of itself, its link or its message without being told from a relay. */
    static Stream<Supplier<Breaks.Spare>> innocent() {
        SplittableRandom chance = new SplittableRandom(5);
        AtomicInteger next = new AtomicInteger();
        return Stream.of(
                () -> received -> chance.nextInt(256), // noise
                () -> { // a salt of each node
                    int salt = chance.nextInt(256);
                    return received -> salt;
                },
                () -> { // the same of everybody
                    return received -> 77;
                },
                () -> received -> next.incrementAndGet() >> 8, // time, more or less
                () -> received -> received.orElseGet(() -> chance.nextInt(256)), // a message's own
                () -> received -> received.map(cost -> cost + 1).orElseGet(() -> chance.nextInt(256))); // a blind cost
    }

    @ParameterizedTest
    @MethodSource("innocent")
    void whatTellsNothingIsNotHeldAgainstARouting(Supplier<Breaks.Spare> spare) {
        Mesh mesh = new Mesh(Mute.broken(() -> Breaks.spare(spare.get())), SEED, 100);
        assertDoesNotThrow(() -> mesh.everybodyAsks(1));
    }

    @Test
    void oneAskerAloneProvesNothing() {
        Breaks.Spare life = received -> received.map(left -> left - 1).orElse(64);
        Mesh mesh = new Mesh(Mute.broken(() -> Breaks.spare(life)), SEED, 30);
        assertDoesNotThrow(() -> {
            for (int i = 0; i < 200; i++) {
                mesh.asks(mesh.nodes().get(0));
            }
        });
    }

    @Test
    void aCheapLookCatchesItToo() {
        Mesh twice = new Mesh(Mute.broken(Breaks::deliversTwice), SEED, 40, Conditions.Checks.CHEAP);
        assertThrows(Violation.class, () -> twice.everybodyAsks(10));
        Mesh back = new Mesh(Mute.broken(() -> Breaks.sendsBack(header -> header)), SEED, 40, Conditions.Checks.CHEAP);
        assertThrows(Violation.class, () -> back.everybodyAsks(1));
    }

    private static void isCaught(String invariant, Supplier<Mute.Alteration> alteration, Consumer<Mesh> use) {
        Violation caught = caught(alteration, use);
        String message = caught.getMessage();
        assertTrue(message.startsWith("the invariant '" + invariant + "' is broken: "), message);
        assertTrue(message.matches(".*\\bn\\d+\\b.*"), message); // one line that names a node
    }

    private static Violation caught(Supplier<Mute.Alteration> alteration, Consumer<Mesh> use) {
        Mesh mesh = new Mesh(Mute.broken(alteration), SEED, 40);
        Violation caught = assertThrows(Violation.class, () -> use.accept(mesh));
        assertEquals(SEED, caught.seed());
        assertFalse(caught.lastEvents().isEmpty());
        return caught;
    }

    private static byte[] raw(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The node's name is not known here: all names are tried. */
    private static String hex(String base32) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> raw("n" + i))
                .filter(raw -> PeerId.of(raw).base32().equals(base32))
                .map(HexFormat.of()::formatHex)
                .findFirst()
                .orElseThrow();
    }
}
