package org.myrmex.channel.internal;

import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.transport.Body;
import org.myrmex.channel.core.OpenerHandshake;
import org.myrmex.channel.core.Parties;

/** An opener who keeps to the protocol but for his ephemeral key. */
final class BadOpener {
    private BadOpener() {}

    static void send(Pair pair, byte[] ephemeralKey) {
        byte[] answerHash = pair.opener.answerHash(pair.answerer.address()).orElseThrow();
        Parties parties = new Parties(pair.opener.address(), pair.answerer.address(), answerHash);
        byte[] sid = new byte[16];
        pair.random.nextBytes(sid);
        OpenerHandshake handshake = OpenerHandshake.begin(
                parties,
                sid,
                ephemeralKey,
                pair.kem.encapsulate(pair.answerer.record().xw()));
        pair.openingEnd.send(
                pair.opener, pair.answerer.address(), Body.of(handshake.open()), SendOptions.DEFAULT, () -> {});
    }
}
