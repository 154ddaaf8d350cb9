package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Answers that were computed by other means (Python: hashlib, hmac, AESGCM of pyca/cryptography) from the inputs of
 * {@link Given}: a second implementation that gets the same speaks the same protocol.
 */
class KnownAnswerTest {
    private static final String H0 = "1a9bf257d704a2419b2ed6e2f0cd7aab96b8e7d5782cd5d6e9b8dca7ce911b5e";
    private static final String C1 = "0100949cdb83091e49b404273c114d3c47ed496d7e536deb4f7e5af86ca74b46";
    private static final String C2 = "cd717eb03fa2d6975bbdfa4b60f25a9e5b5dfa9f81f1fec5572c992dffd18cb7";
    private static final String C3 = "3c07ebd8350762362e6fe8c0a43c7edf1efbcd9c45800b5d477d774cd5b3717b";
    private static final String H4 = "3e693d2ad26b2213f21bf4e2dcd8e0bd09e763937d1e1d2bbd7181df2e00e4f9";
    private static final String TO_ANSWERER =
            "6b884c12a6af9bee528518fb6e977b2915dee731879b3b486de94fc72c122aef047bb02801d136b8d7703181";
    private static final String TO_OPENER =
            "da41491cd053ccadbbc3744afe67da1ffc509764d65c4b4ec461383baff6552f35c58ef6385f657b9c902679";
    private static final String REKEY = "2a1ce83c8c2a563ad2a8e1e1342addd4c425118216b384edb9a155206ce027ed";
    private static final String PROOF = "170ca462fbff90e4716a3cb2ec9f829392ef7ec50264940651c5923fe5a7b5fa";
    private static final int TAG_TO_ANSWERER = 0x98e7a17d;
    private static final int TAG_TO_OPENER = 0x8bd990a5;

    /** SHA-256 of whole datagrams. */
    private static final String OPEN = "4fa8a27a43f17d2aecdd5f267366eb6098a1b9059109ccc2a8243d6a2a193cb0";

    private static final String ACCEPT = "6e71e00004a0b2183dcdc0f5418abc190095125230e28ac927f6f9f46ef8b172";
    private static final String CONFIRM = "052536e1f648c03196f7f61081a7a92b3631882f1881caf238a30b92df20f6d4";

    /** The answerer's first record: number 1 is next, credit 64, counter 0 came just now. */
    private static final String ACKNOWLEDGE = "010103008bd990a500000000000000000000000022a570f6df3b075621a60fb3"
            + "93309f1714fbefba4fe53fa3e51ddac792435ea90b580c44c4fddd9f326154d8"
            + "f5227043ed26537a1a5ad33c48f8778dd495d2e040213b6d073d7fdfa4906aac"
            + "da482f1b409f31345d244647225ae4db4b5b87b84b3d0ff1fdfa656171f2b95d";

    @Test
    void theKeyScheduleIsTheProtocols() {
        assertEquals(H0, hex(Given.PARTIES.binding()));
        byte[] c1 = Hkdf.extract(Given.PARTIES.binding(), Given.field(9, 32));
        assertEquals(C1, hex(c1));
        byte[] c2 = Hkdf.extract(c1, Given.field(10, 32));
        assertEquals(C2, hex(c2));
        assertEquals(C3, hex(Hkdf.extract(c2, Given.field(11, 32))));
    }

    @Test
    void theHandshakeIsTheProtocolsByteForByte() {
        OpenerHandshake opener = Given.opener();
        assertEquals(OPEN, hex(Sha256.of(opener.open())));
        AnswererHandshake answerer = AnswererHandshake.begin(
                        Given.PARTIES, Given.decoded(Packet.Open.class, opener.open()), Given.field(9, 32))
                .orElseThrow();
        AnswererHandshake.Accepted accepted = Given.accept(answerer);
        assertEquals(ACCEPT, hex(Sha256.of(accepted.body())));
        assertKeys(accepted.keys());
        OpenerHandshake.Agreed agreed = opener.accept(
                        Given.decoded(Packet.Accept.class, accepted.body()), Given.field(10, 32), Given.field(11, 32))
                .orElseThrow();
        assertKeys(agreed.keys());
        assertEquals(64, agreed.credit());
    }

    @Test
    void theFirstRecordsAreTheProtocolsByteForByte() {
        OpenerHandshake.Agreed agreed = Given.agreed();
        Given.Effects effects = new Given.Effects();
        Conversation.opened(0, agreed, Given.PARTIES, new Confirm("test", new byte[] {1, 2, 3}), effects.setting());
        assertEquals(1024, effects.bodies.get(0).length);
        assertEquals(CONFIRM, hex(Sha256.of(effects.bodies.get(0))));

        Sealer sealer = new Sealer(agreed.keys().toOpener(), Given.PARTIES.answerer(), Given.PARTIES.opener(), 0);
        Acknowledgement first = new Acknowledgement(1, 0, 64, 0, 0);
        assertEquals(ACKNOWLEDGE, hex(sealer.seal(new Segment(Segment.Kind.ACKNOWLEDGE, 0, first, new byte[0]))));
    }

    private static void assertKeys(ChannelKeys keys) {
        assertEquals(H4, hex(keys.transcript()));
        assertEquals(
                TO_ANSWERER,
                hex(keys.toAnswerer().key()) + hex(keys.toAnswerer().iv()));
        assertEquals(TO_OPENER, hex(keys.toOpener().key()) + hex(keys.toOpener().iv()));
        assertEquals(REKEY, hex(keys.rekey()));
        assertEquals(PROOF, hex(keys.proof()));
        assertEquals(TAG_TO_ANSWERER, keys.toAnswerer().tag());
        assertEquals(TAG_TO_OPENER, keys.toOpener().tag());
    }

    @Test
    void hkdfIsRfc5869() {
        // RFC 5869 appendix A.1, of which only Extract is without our label
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        byte[] secret = HexFormat.of().parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
        assertArrayEquals(
                HexFormat.of().parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"),
                Hkdf.extract(salt, secret));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
