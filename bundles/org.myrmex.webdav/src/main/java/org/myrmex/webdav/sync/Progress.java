package org.myrmex.webdav.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what is there with what was, member by member in the order of a walk, and makes the snapshot that the client has then. Once as
 * much was told as it wants, the rest of the old snapshot stays: its token tells where to go on. One thread.
 */
public final class Progress {
    private final Optional<Snapshot.Reader> before;
    private final Snapshot.Writer after;
    private final boolean tellsRemoved;
    private final int most;
    private int told;
    private String last = "";
    private String gone = "";
    private Outcome outcome = Outcome.GOES_ON;

    /** How it stands. */
    public enum Outcome {
        GOES_ON,
        /** There is more to tell than is wanted. */
        LIMITED,
        /** There are more members than are remembered. */
        TOO_MANY,
        /** They do not come in their order: the tree changes too much just now. */
        DISORDERED
    }

    /**
     * What a member brings to tell.
     *
     * @param removed paths that are there no more; what lay in a collection among them goes without saying
     * @param changed whether the member is new or another
     */
    public record Step(List<String> removed, boolean changed) {}

    /**
     * Begins.
     *
     * @param before what the client was told; empty if nothing
     * @param most changes that it wants to be told
     */
    public Progress(Optional<Snapshot> before, int most) {
        this.before = before.map(Snapshot::read);
        this.tellsRemoved = before.isPresent();
        this.most = most;
        this.after = new Snapshot.Writer(Snapshots.MAX_BYTES_EACH);
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Takes the next member that is there. */
    public Step take(String path, long state) {
        if (!last.isEmpty() && Paths.compare(last, path) >= 0) {
            outcome = Outcome.DISORDERED;
            return new Step(List.of(), false);
        }
        last = path;
        List<String> removed = removedBefore(Optional.of(path));
        if (outcome != Outcome.GOES_ON) {
            return new Step(removed, false);
        }
        Optional<Snapshot.Member> old =
                before.flatMap(Snapshot.Reader::peek).filter(member -> isOfSameName(member.path(), path));
        boolean changed =
                old.isEmpty() || !old.get().path().equals(path) || old.get().state() != state;
        if (changed && told == most) {
            limit();
            return new Step(removed, false);
        }
        told += changed ? 1 : 0;
        if (old.isPresent()) {
            if (old.get().path().length() > path.length()) {
                // a file has taken the place of a collection, which takes with it what lay in there
                gone = old.get().path();
            }
            before.get().skip();
        }
        keep(new Snapshot.Member(path, state));
        return new Step(removed, changed);
    }

    /** There are no more members. */
    public List<String> end() {
        return outcome == Outcome.GOES_ON ? removedBefore(Optional.empty()) : List.of();
    }

    /** What the client has when it took all that was told. */
    public Snapshot after() {
        return after.done();
    }

    private List<String> removedBefore(Optional<String> path) {
        List<String> removed = new ArrayList<>();
        while (before.isPresent() && before.get().peek().isPresent()) {
            String old = before.get().peek().get().path();
            if (path.isPresent() && (Paths.compare(old, path.get()) >= 0 || isOfSameName(old, path.get()))) {
                break;
            }
            boolean implied = !gone.isEmpty() && old.startsWith(gone);
            if (!implied && tellsRemoved) {
                if (told == most) {
                    limit();
                    break;
                }
                told++;
                removed.add(old);
                gone = old.endsWith("/") ? old : "";
            }
            before.get().skip();
        }
        return removed;
    }

    /** A file and a collection have one URL for a client: it would take the 404 of the one for the end of the other. */
    private static boolean isOfSameName(String one, String other) {
        return one.equals(other) || other.equals(one + "/") || one.equals(other + "/");
    }

    private void limit() {
        outcome = Outcome.LIMITED;
        while (before.isPresent() && before.get().peek().isPresent()) {
            Snapshot.Member rest = before.get().peek().get();
            // what went with its collection was told
            if (gone.isEmpty() || !rest.path().startsWith(gone)) {
                keep(rest);
            }
            before.get().skip();
        }
    }

    private void keep(Snapshot.Member member) {
        if (!after.add(member)) {
            outcome = Outcome.TOO_MANY;
        }
    }
}
