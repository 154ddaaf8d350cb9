package org.myrmex.webdav.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavTree;
import org.myrmex.webdav.methods.Mounts;

/** Trees whose name another one has: the oldest of them is next when that one goes. Any thread. */
final class Waiting {
    private final Mounts mounts;
    private final Map<DavTree, String> waiting = new LinkedHashMap<>();

    Waiting(Mounts mounts) {
        this.mounts = mounts;
    }

    Mounts mounts() {
        return mounts;
    }

    synchronized Mounts.Outcome add(String name, DavTree tree) {
        Mounts.Outcome outcome = mounts.add(name, tree);
        if (outcome == Mounts.Outcome.NAME_TAKEN && waiting.size() < Mounts.MAX_TREES) {
            waiting.put(tree, name);
        }
        return outcome;
    }

    /** Whether a tree that is added now is mounted at once. */
    boolean isFree(String name) {
        return mounts.isFree(name);
    }

    /** @return who waits no longer, and is to be added anew: what a kill cut off in it was not settled yet */
    synchronized Optional<DavTree> remove(String name, DavTree tree) {
        waiting.remove(tree);
        if (!mounts.remove(name, tree)) {
            return Optional.empty();
        }
        Optional<DavTree> next = waiting.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
        next.ifPresent(waiting::remove);
        return next;
    }
}
