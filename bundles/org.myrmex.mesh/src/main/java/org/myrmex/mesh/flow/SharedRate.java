package org.myrmex.mesh.flow;

import java.util.ArrayDeque;

/**
 * A rate that all links of a peer share. Links that want to send stand in line; the first one sends up to a quantum, then goes
 * to the end, so that all get alike. Whoever has nothing to send at the moment does not stand there.
 */
public final class SharedRate {
    private final long bytesPerSecond;
    private final TokenBucket bucket;
    private final ArrayDeque<Member> line = new ArrayDeque<>();

    /** @param bytesPerSecond more than 0 */
    public SharedRate(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        this.bucket = new TokenBucket(bytesPerSecond, Shaper.burst(bytesPerSecond));
    }

    /** A link's place. */
    public final class Member {
        private final Runnable wake;
        private boolean inLine;
        private int usedOfTurn;

        private Member(Runnable wake) {
            this.wake = wake;
        }

        boolean mayGo(long now) {
            if (!inLine) {
                inLine = true;
                usedOfTurn = 0;
                line.add(this);
            }
            return line.peek() == this && bucket.has(now, 1);
        }

        void went(long now, int bytes) {
            bucket.charge(now, bytes);
            usedOfTurn += bytes;
            if (line.peek() == this && usedOfTurn >= Turns.QUANTUM_BYTES) {
                usedOfTurn -= Turns.QUANTUM_BYTES;
                line.poll();
                line.add(this);
            }
        }

        void undo(int bytes) {
            bucket.giveBack(bytes);
            usedOfTurn -= bytes;
        }

        /** The link has nothing that may go: others need not wait for it. */
        void leave() {
            if (inLine) {
                inLine = false;
                line.remove(this);
            }
        }

        long bytesPerSecond() {
            return bytesPerSecond / Math.max(1, inLine ? line.size() : line.size() + 1);
        }
    }

    /**
     * A place for a link.
     *
     * @param wake called by {@link #wakeFirst}: the link is to look again for what it may send
     */
    public Member join(Runnable wake) {
        return new Member(wake);
    }

    /** Wakes the link whose turn it is, if it may send now. @return whether there was one */
    public boolean wakeFirst(long now) {
        Member first = line.peek();
        if (first == null || !bucket.has(now, 1)) {
            return false;
        }
        first.wake.run();
        return true;
    }

    /** When the first in line may go on; never when nobody waits. */
    public long nextMicros(long now) {
        return line.isEmpty() ? Long.MAX_VALUE : bucket.readyAt(now, 1);
    }
}
