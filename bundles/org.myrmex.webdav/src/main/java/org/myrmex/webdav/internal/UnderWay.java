package org.myrmex.webdav.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.myrmex.webdav.connection.ClientConnection;

/** Requests that are being answered, so that what they use is closed when they are through. Any thread. */
final class UnderWay {
    private final Set<HttpServletRequest> requests = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean cutOff;

    /** Returns false when no more begins; {@link #end} is to follow all the same. */
    synchronized boolean begin(HttpServletRequest request) {
        if (!cutOff) {
            requests.add(request);
        }
        return !cutOff;
    }

    synchronized void end(HttpServletRequest request) {
        requests.remove(request);
        notifyAll();
    }

    /** Ends the connections of those that are left: whoever reads from one or writes to it fails at once. No other begins. */
    synchronized void cutOff() {
        cutOff = true;
        // none of them ends meanwhile, so that no connection is met that serves another request already
        requests.forEach(ClientConnection::close);
    }

    /**
     * Waits until there are none, but no longer than that.
     *
     * @return whether there are none
     */
    synchronized boolean await(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!requests.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
