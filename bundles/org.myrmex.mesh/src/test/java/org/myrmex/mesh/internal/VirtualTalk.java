package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.SendOptions;

/** One has an answer of another's, who takes datagrams. */
final class VirtualTalk {
    final List<Integer> arrived = new ArrayList<>();
    private final VirtualPeer asker;
    private final LocalAddress from;
    private final Answer answer;
    int sent;
    int open;

    VirtualTalk(VirtualPeers world, VirtualPeer asker, VirtualPeer answerer) {
        this.asker = asker;
        answerer.peer().addResponder("echo", (query, answers) -> answers.send(query.payload()));
        answerer.peer().datagrams().receive(1, (to, sender, body, consumed) -> {
            arrived.add((body.view().get(2) & 0xFF) | (body.view().get(3) & 0xFF) << 8);
            body.release();
            consumed.run();
        });
        List<Answer> answers = new ArrayList<>();
        Endpoint endpoint = asker.peer().mesh().open(new EndpointOptions("test"));
        endpoint.query("echo", new byte[1], QueryScope.DEFAULT, answers::add);
        assertTrue(world.runUntil(1_000_000, () -> !answers.isEmpty()), "an answer");
        answer = answers.get(0);
        from = asker.peer().datagrams().local(endpoint);
    }

    /** One more, unless too many wait. */
    void send() {
        if (open < 8) {
            open++;
            boolean taken = asker.peer()
                    .datagrams()
                    .send(from, answer.from(), MemoryPeers.datagram(16_896, sent++), SendOptions.DEFAULT, () -> open--);
            assertTrue(taken);
        }
    }
}
