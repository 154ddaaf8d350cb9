package org.myrmex.lab.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNode;

/** Many downloads at once in one network. */
public final class Downloads {
    /** Between two searches; so few of them are under way at once. */
    private static final long SEARCH_MICROS = 10_000;

    private final World world;
    private final Download.Manner manner;
    private final Switchboard switchboard = new Switchboard();
    private final List<Download> all = new ArrayList<>();
    private int begun;

    public Downloads(World world, Download.Manner manner) {
        this.world = world;
        this.manner = manner;
    }

    public void add(VirtualNode downloader, VirtualNode source) {
        all.add(new Download(world, switchboard, downloader, source, manner));
    }

    /** Every downloader searches, one soon after the other; until nothing is in flight. @return how many were answered */
    public int find() {
        for (int i = 0; i < all.size(); i++) {
            world.network().work(i * SEARCH_MICROS, all.get(i)::search);
        }
        world.settle();
        return (int) all.stream()
                .filter(download -> download.phase() == Download.Phase.FOUND)
                .count();
    }

    /** The next so many begin, each at a time of its own: together they would move in step. */
    public void begin(int count, long withinMicros, SplittableRandom chance) {
        int until = Math.min(all.size(), begun + count);
        for (; begun < until; begun++) {
            long at = world.network().now() + chance.nextLong(withinMicros);
            world.network().at(at, all.get(begun)::begin);
        }
    }

    /** Lets time pass and counts what comes. */
    public Rates measure(long micros) {
        List<Download> running = all.subList(0, begun);
        List<Integer> before = running.stream().map(Download::blocks).toList();
        world.run(micros);
        List<Integer> came = new ArrayList<>(begun);
        for (int i = 0; i < begun; i++) {
            came.add(running.get(i).blocks() - before.get(i));
        }
        return new Rates(came, micros);
    }

    /** Nobody asks for more. */
    public void stop() {
        all.forEach(Download::stop);
    }

    public List<Download> all() {
        return Collections.unmodifiableList(all);
    }

    /** Those that have begun. */
    public List<Download> begun() {
        return Collections.unmodifiableList(all.subList(0, begun));
    }
}
