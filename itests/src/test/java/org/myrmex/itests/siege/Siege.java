package org.myrmex.itests.siege;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.PeerAddress;

/** A flood of offenders against one peer, from many addresses of loopback; begins with {@link #begin}, ends with close. */
public final class Siege implements AutoCloseable {
    private static final String FALSE_FRIENDS_FROM = "127.0.90.1";

    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private final Rabble rabble;
    private final FalseFriends friends;
    private final Thread thread;

    private Siege(PeerAddress target, Strength strength) throws IOException {
        for (Kind kind : Kind.values()) {
            tallies.put(kind, new Tally());
        }
        rabble = new Rabble(new InetSocketAddress(target.host(), target.port()), strength, tallies);
        friends = new FalseFriends(target, FALSE_FRIENDS_FROM, strength.frames(), tallies.get(Kind.FRAMES));
        thread = new Thread(rabble, "siege");
    }

    /** Begins, against somebody on a loopback address. */
    public static Siege begin(PeerAddress target, Strength strength) throws IOException {
        Siege siege = new Siege(target, strength);
        siege.thread.start();
        siege.friends.start();
        return siege;
    }

    /** What became of those of one kind; complete once the siege has ended. */
    public Outcome outcome(Kind kind) {
        return tallies.get(kind).outcome();
    }

    /** How many were thrown out so far, those included that came again. */
    public int thrownOut() {
        return tallies.values().stream()
                .mapToInt(tally -> tally.outcome().thrownOut())
                .sum();
    }

    /** All go home. */
    @Override
    public void close() {
        rabble.end();
        friends.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
