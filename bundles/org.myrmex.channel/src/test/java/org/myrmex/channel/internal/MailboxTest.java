package org.myrmex.channel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** One task after the other, whatever becomes of one. */
class MailboxTest {
    private final Queue<Runnable> places = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void whatIsLeftIsDoneByWhoComesByOrAsksForAPlace() {
        Mailbox mailbox = new Mailbox(places::add, () -> done.add(0));
        mailbox.leave(() -> done.add(1));
        assertEquals(0, places.size());
        mailbox.runHere();
        mailbox.runHere();
        assertEquals(List.of(1, 0), done);

        mailbox.leave(() -> done.add(2));
        mailbox.post(() -> done.add(3));
        mailbox.runHere();
        assertEquals(List.of(1, 0), done, "somebody is at it, or will be");
        places.remove().run();
        assertEquals(List.of(1, 0, 2, 3, 0), done);
    }

    @Test
    void noTurnIsTakenInsideAnother() {
        Mailbox mailbox = new Mailbox(places::add);
        mailbox.leave(() -> {
            mailbox.leave(() -> done.add(2));
            mailbox.runHere();
            done.add(1);
        });
        mailbox.runHere();
        assertEquals(List.of(1, 2), done);
    }

    @Test
    void aTaskThatFailsDoesNotKeepTheOthersBack() {
        Mailbox mailbox = new Mailbox(places::add);
        mailbox.post(() -> {
            throw new NoClassDefFoundError("gone with its bundle");
        });
        mailbox.post(() -> {
            throw new StackOverflowError();
        });
        mailbox.post(() -> done.add(1));
        assertEquals(1, places.size());
        assertThrows(StackOverflowError.class, () -> places.remove().run());
        assertEquals(1, places.size());
        places.remove().run();

        mailbox.post(() -> done.add(2));
        places.remove().run();
        assertEquals(List.of(1, 2), done);
    }
}
