package org.myrmex.lab.watch;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;

/** Remembers what happened last, to be told when something goes wrong. */
public final class LastEvents implements Observer {
    private static final int KEPT = 16;

    private final Object[] what = new Object[KEPT];
    private final long[] at = new long[KEPT];
    private int next;

    /** A link that came or went. */
    private record Change(VirtualLink link, String what) {}

    @Override
    public void arrived(long now, VirtualFrame frame) {
        add(now, frame);
    }

    @Override
    public void linkUp(long now, VirtualLink link) {
        add(now, new Change(link, "up"));
    }

    @Override
    public void linkDown(long now, VirtualLink link) {
        add(now, new Change(link, "down"));
    }

    /** A line for each, oldest first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            int index = (next + i) % KEPT;
            if (what[index] != null) {
                lines.add(at[index] + " µs: " + text(what[index]));
            }
        }
        return lines;
    }

    private void add(long now, Object event) {
        what[next] = event;
        at[next] = now;
        next = (next + 1) % KEPT;
    }

    private static String text(Object event) {
        if (event instanceof VirtualFrame frame) {
            return frame.from().node().name() + " -> " + frame.to().node().name() + ", header " + frame.headerBytes()
                    + " B, body " + frame.body().length() + " B, hop " + frame.hops();
        }
        Change change = (Change) event;
        return "link " + change.link().a().node().name() + " - "
                + change.link().b().node().name() + " " + change.what();
    }
}
