package org.myrmex.itests.kill;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that lies in a folder.
 *
 * @param things by path below it, each beginning with a slash
 */
record World(SortedMap<String, Thing> things) {
    World {
        things = Collections.unmodifiableSortedMap(new TreeMap<>(things));
    }

    static World empty() {
        return new World(new TreeMap<>());
    }

    boolean has(String path) {
        return path.isEmpty() || things.containsKey(path);
    }

    Optional<Thing> at(String path) {
        return Optional.ofNullable(things.get(path));
    }

    boolean isFolder(String path) {
        return path.isEmpty() || at(path).filter(Thing::isFolder).isPresent();
    }

    List<String> paths() {
        return List.copyOf(things.keySet());
    }

    World with(String path, Thing thing) {
        TreeMap<String, Thing> after = new TreeMap<>(things);
        after.put(path, thing);
        return new World(after);
    }

    World without(String path) {
        TreeMap<String, Thing> after = new TreeMap<>(things);
        after.keySet().removeIf(one -> lies(one, path));
        return new World(after);
    }

    /** A copy takes the place of what is there. It has no locks but the one that its place has. */
    World copied(String from, String to, boolean keepsTimes) {
        Optional<String> lock = at(to).flatMap(Thing::lock);
        TreeMap<String, Thing> after = new TreeMap<>(without(to).things);
        for (Map.Entry<String, Thing> one : things.entrySet()) {
            if (lies(one.getKey(), from)) {
                Thing copy = one.getValue().withLock(Optional.empty());
                after.put(
                        to + one.getKey().substring(from.length()),
                        keepsTimes ? copy : copy.withModified(Optional.empty()));
            }
        }
        after.put(to, after.get(to).withLock(lock));
        return new World(after);
    }

    World moved(String from, String to) {
        return copied(from, to, true).without(from);
    }

    private static boolean lies(String path, String in) {
        return (path + "/").startsWith(in + "/");
    }

    /** Whether what was seen is this. */
    boolean fits(World seen) {
        return things.keySet().equals(seen.things.keySet())
                && things.entrySet().stream().allMatch(one -> one.getValue().fits(seen.things.get(one.getKey())));
    }

    /** With the tokens of locks, which a client that heard no answer does not know. */
    World seen(World observed) {
        TreeMap<String, Thing> after = new TreeMap<>();
        things.forEach((path, thing) ->
                after.put(path, thing.withLock(observed.things.get(path).lock())));
        return new World(after);
    }
}
