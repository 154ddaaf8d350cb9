package org.myrmex.webdav.kept;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.kept.Intent.Kind;
import org.myrmex.webdav.kept.Store.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of files that properties and locks must follow, written down before they are made. Where nothing hangs on what is changed,
 * and the tree does it in one step, nothing is written. Any thread.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** Written down at once: more than there are request threads. */
    private static final int MAX_OPEN = 10_000;

    private static final String MAP = "journal";
    private static final int KEY_CHARS = 12;
    private static final Open NOTHING = new Open(-1, Optional.empty());

    private final Store store;
    private final DeadProperties properties;
    /** Number of this run's first change; those before it were left by an earlier one. */
    private final long first;

    /** Of the next change: no number comes again. */
    private final AtomicLong next;

    private final Claims claims = new Claims();
    /** Until somebody says who knows, whatever is locked may be this place. */
    private volatile Predicate<String> locked = this::anyLocked;
    /** Ends that the disk did not take. What they are the end of was done, so they come before all that is begun after them. */
    private final Deque<Function<Store, Open>> owed = new ArrayDeque<>();

    Journal(Store store, DeadProperties properties) {
        this.store = store;
        this.properties = properties;
        first = store.read(Journal::next);
        next = new AtomicLong(first);
    }

    /** A change under way. */
    public static final class Open {
        private final long id;
        private final Optional<Intent> intent;

        Open(long id, Optional<Intent> intent) {
            this.id = id;
            this.intent = intent;
        }

        Optional<Intent> intent() {
            return intent;
        }
    }

    /**
     * What a copy is made of.
     *
     * @param deep whether what lies below comes along
     */
    public record Source(String place, boolean deep) {}

    /** Whose turn it is to change these places; empty when others do so for too long. */
    public Optional<Claim> claim(String... places) {
        return claim(Claims.patience(), places);
    }

    /**
     * The same for whoever waits for several turns, and not so long for each.
     *
     * @param untilNanos by the clock of {@link System#nanoTime}
     */
    public Optional<Claim> claim(long untilNanos, String... places) {
        pay();
        return claims.take(List.of(places), untilNanos);
    }

    /**
     * About to move.
     *
     * @param moved what is there
     * @param before what is where it goes
     * @param oneStep whether the tree will do it in one step, whatever is there
     */
    public Open moving(
            String tree,
            String from,
            String to,
            String fromPlace,
            String toPlace,
            Entry moved,
            Optional<Entry> before,
            boolean oneStep) {
        if (oneStep && !hangs(fromPlace) && !hangs(toPlace)) {
            return NOTHING;
        }
        return begin(new Intent(
                Kind.MOVING,
                tree,
                from,
                to,
                fromPlace,
                toPlace,
                Optional.of(Intent.state(moved)),
                before.map(Intent::state),
                0,
                List.of()));
    }

    /** About to delete. */
    public Open deleting(String tree, String path, String place) {
        return hangs(place) ? begin(at(Kind.DELETING, tree, path, place, 0, List.of())) : NOTHING;
    }

    /** About to set the time of the last change, and properties with it. */
    public Open touching(String tree, String path, String place, long micros, List<Patch> patches) {
        return begin(at(Kind.TOUCHING, tree, path, place, micros, patches));
    }

    /** About to build something at a path that no client can see. */
    public Open staging(String tree, String path, String place) {
        return begin(at(Kind.STAGING, tree, path, place, 0, List.of()));
    }

    private static Intent at(Kind kind, String tree, String path, String place, long micros, List<Patch> patches) {
        return new Intent(kind, tree, path, path, place, place, Optional.empty(), Optional.empty(), micros, patches);
    }

    /**
     * What was built is whole: it is about to be moved to its place, with the properties of what it was made from.
     *
     * @param before what is at its place
     * @param source empty when it was made of nothing
     * @param patches to be made then
     */
    public Open built(
            Open staging,
            String to,
            String toPlace,
            Optional<Entry> before,
            Optional<Source> source,
            List<Patch> patches) {
        Intent staged = staging.intent().orElseThrow();
        Intent moving = new Intent(
                Kind.MOVING,
                staged.tree(),
                staged.from(),
                to,
                staged.fromPlace(),
                toPlace,
                Optional.empty(),
                before.map(Intent::state),
                0,
                List.of());
        return store.change(Durable.POWER_LOSS, open -> {
            source.ifPresent(of -> {
                properties.needRoom(open, of.place(), staged.fromPlace(), of.deep());
                properties.copy(open, of.place(), staged.fromPlace(), staged.called(staged.from()), of.deep());
            });
            properties.patch(open, staged.fromPlace(), staged.called(staged.from()), patches);
            open.map(MAP).put(key(staging.id), moving.text());
            return new Open(staging.id, Optional.of(moving));
        });
    }

    /** What was built, or is being built, will not be moved to its place: a later start removes it, and nothing else. */
    public Open unbuilt(Open change) {
        Intent staging = change.intent().orElseThrow().staging();
        end(change, open -> open.map(MAP).put(key(change.id), staging.text()));
        return new Open(change.id, Optional.of(staging));
    }

    /** Whether something is there that this one replaces, and may stand aside for it. */
    public boolean replaces(Open change) {
        return change.intent().flatMap(Intent::before).isPresent();
    }

    /** It was done: what hangs on it follows, in one step with the end of the intent. */
    public void done(Open change) {
        if (change.intent().isEmpty()) {
            return;
        }
        Intent intent = change.intent().get();
        end(change, open -> {
            switch (intent.kind()) {
                case MOVING -> properties.move(open, intent.fromPlace(), intent.toPlace(), intent.called(intent.to()));
                case DELETING, STAGING -> properties.drop(open, intent.fromPlace());
                case TOUCHING ->
                    properties.patch(open, intent.fromPlace(), intent.called(intent.from()), intent.patches());
            }
            open.map(MAP).remove(key(change.id));
        });
    }

    /** It was not done, and nothing has changed. */
    public void dropped(Open change) {
        if (change.intent().isPresent()) {
            end(change, open -> open.map(MAP).remove(key(change.id)));
        }
    }

    private void end(Open change, Consumer<Store> end) {
        synchronized (owed) {
            owed.add(open -> {
                // there already when the disk failed only after it was written; a second time it would drop what has
                // just followed
                if (open.map(MAP).containsKey(key(change.id))) {
                    end.accept(open);
                }
                return change;
            });
        }
        try {
            pay();
        } catch (NotKeptException e) {
            LOG.debug("the end of a change could not be written yet");
        }
    }

    private void pay() {
        synchronized (owed) {
            while (!owed.isEmpty()) {
                store.change(Durable.POWER_LOSS, owed.peek());
                owed.remove();
            }
        }
    }

    /**
     * Whether a folder may hold what a change needs that an earlier run left: in whatever tree, as one may lie in another.
     *
     * @param folder its real path
     */
    public boolean mayBeOpenIn(Path folder) {
        String path = folder.toString().replace('\\', '/');
        try {
            // what a record says that nobody can read may be about this very folder
            return store.read(Journal::unreadable) > 0
                    || left().stream()
                            .map(change -> change.intent().orElseThrow())
                            .flatMap(intent -> Stream.of(intent.fromPlace(), intent.toPlace()))
                            .anyMatch(place -> isIn(place, path));
        } catch (NotKeptException e) {
            return true;
        }
    }

    /** By whatever case of letters: some disks do not tell. */
    private static boolean isIn(String place, String folder) {
        return PlaceKey.path(place)
                .filter(path ->
                        path.substring(0, Math.max(0, path.lastIndexOf('/'))).equalsIgnoreCase(folder))
                .isPresent();
    }

    /** What was under way in a tree when the process was killed, in its order. */
    List<Open> left(String tree) {
        return left().stream()
                .filter(change -> change.intent().orElseThrow().tree().equals(tree))
                .toList();
    }

    /** What cannot be read stays, and stands in nobody's way. */
    private List<Open> left() {
        return store.read(
                open -> {
                    Map<String, String> all = new TreeMap<>(open.map(MAP));
                    return all.entrySet().stream()
                            .flatMap(entry -> Intent.of(entry.getValue())
                                    .map(intent -> new Open(id(entry.getKey()), Optional.of(intent)))
                                    .stream())
                            .filter(change -> change.id >= 0 && change.id < first)
                            .toList();
                });
    }

    /** Says who knows whether something at a place or below it is locked. */
    public void lockedSays(Predicate<String> known) {
        locked = known;
    }

    private boolean anyLocked(String place) {
        return store.read(open -> !open.map(KeptLocks.MAP).isEmpty());
    }

    private boolean hangs(String place) {
        return locked.test(place) || properties.any(place);
    }

    private Open begin(Intent intent) {
        Open begun = new Open(next.getAndIncrement(), Optional.of(intent));
        try {
            return store.change(Durable.POWER_LOSS, open -> {
                MVMap<String, String> map = open.map(MAP);
                if (map.size() >= MAX_OPEN) {
                    throw new NotKeptException(new IllegalStateException("too many changes at once"));
                }
                map.put(key(begun.id), intent.text());
                return begun;
            });
        } catch (NotKeptException e) {
            // it may be written all the same, and nobody will ever end it
            dropped(begun);
            throw e;
        }
    }

    private static long next(Store open) {
        long unreadable = unreadable(open);
        if (unreadable > 0) {
            LOG.info("{} changes of files that a kill cut off cannot be read, and are passed over", unreadable);
        }
        MVMap<String, String> map = open.map(MAP);
        return map.keySet().stream().mapToLong(Journal::id).max().orElse(-1) + 1;
    }

    private static long unreadable(Store open) {
        MVMap<String, String> map = open.map(MAP);
        return map.entrySet().stream()
                .filter(entry ->
                        id(entry.getKey()) < 0 || Intent.of(entry.getValue()).isEmpty())
                .count();
    }

    /** The number that a key stands for; -1 for none. */
    private static long id(String key) {
        try {
            return key.length() == KEY_CHARS ? Long.parseLong(key, Character.MAX_RADIX) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** So that the order of keys is that of numbers. */
    private static String key(long id) {
        String digits = Long.toString(id, Character.MAX_RADIX);
        return "0".repeat(KEY_CHARS - digits.length()) + digits;
    }
}
