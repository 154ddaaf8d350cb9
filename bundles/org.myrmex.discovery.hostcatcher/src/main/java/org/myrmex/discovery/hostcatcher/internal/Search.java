package org.myrmex.discovery.hostcatcher.internal;

import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.discovery.hostcatcher.caught.Catcher;
import org.myrmex.discovery.hostcatcher.caught.Heard;
import org.myrmex.discovery.hostcatcher.caught.Met;
import org.myrmex.discovery.hostcatcher.caught.Named;
import org.myrmex.discovery.hostcatcher.caught.Own;

/** One search: asks, waits a little, names what there is. */
final class Search<N extends Named> {
    /** A neighbour that is awake answers in much less; the next source waits meanwhile. */
    private static final long MAX_WAIT_MICROS = 1_500_000;

    /** Of the wish's patience, for all that is no waiting. */
    private static final int RESERVE = 8;

    private final Catcher<N> catcher;
    private final PingPong<N> pingPong;
    private final Clock clock;
    private final RandomGenerator random;

    Search(Catcher<N> catcher, PingPong<N> pingPong, Clock clock, RandomGenerator random) {
        this.catcher = catcher;
        this.pingPong = pingPong;
        this.clock = clock;
        this.random = random;
    }

    void find(PeerWish wish, PeerSink sink) {
        long patienceMicros = wish.patience().toNanos() / 1_000;
        PingPong.Asked asked = pingPong.ask(Math.min(MAX_WAIT_MICROS, patienceMicros - patienceMicros / RESERVE));
        Own own = pingPong.own();
        List<Met.Peer<N>> met;
        List<Heard.Told<N>> told;
        synchronized (catcher) {
            met = catcher.met(own, clock.nowMicros(), random);
            told = catcher.told(own, clock.nowMicros(), random);
        }
        // half the places at most: whoever met many, and all of them have gone, hears of others nevertheless
        List<Met.Peer<N>> first = met.subList(0, Math.min(met.size(), (wish.wanted() + 1) / 2));
        boolean wanted = found(first, sink);
        for (int i = 0; i < told.size() && wanted; i++) {
            N named = told.get(i).named();
            wanted = sink.heard(
                    named.address(), named.realm(), told.get(i).teller().toString());
        }
        if (wanted) {
            found(met.subList(first.size(), met.size()), sink);
        }
        sink.done(said(met.size(), told, asked));
    }

    /** Whoever came by itself and was only dialled back has chosen us, and not we him: it is there on its own word. */
    private static <N extends Named> boolean found(List<Met.Peer<N>> met, PeerSink sink) {
        boolean wanted = true;
        for (int i = 0; i < met.size() && wanted; i++) {
            N named = met.get(i).named();
            wanted = met.get(i).dialledByUs()
                    ? sink.found(named.address())
                    : sink.heard(named.address(), named.realm(), named.id().toString());
        }
        return wanted;
    }

    private static <N extends Named> String said(int met, List<Heard.Told<N>> told, PingPong.Asked asked) {
        TreeSet<String> tellers = new TreeSet<>();
        told.forEach(word -> tellers.add(word.teller().toString()));
        String before = met == 0 ? "" : met + " met before, ";
        if (!told.isEmpty()) {
            return before + told.size() + " heard from " + neighbours(tellers.size());
        }
        if (asked.neighbours() == 0) {
            return before + "no neighbours to ask yet";
        }
        String silent = asked.silent() == 0 ? "" : ", of which " + asked.silent() + " did not answer";
        return before + "nobody new heard from " + neighbours(asked.neighbours()) + silent;
    }

    private static String neighbours(int number) {
        return number + (number == 1 ? " neighbour" : " neighbours");
    }
}
