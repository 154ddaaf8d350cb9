package org.myrmex.webdav.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.kept.Store.Durable;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockStore;
import org.myrmex.webdav.lock.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Locks by their tokens. A lock that a loss of power takes back, its client asks for again, so the disk is not waited for. */
final class KeptLocks implements LockStore {
    static final String MAP = "locks";

    private static final Logger LOG = LoggerFactory.getLogger(KeptLocks.class);
    private static final String SEPARATOR = "\0";
    private static final int PARTS = 9;

    private final Store store;

    KeptLocks(Store store) {
        this.store = store;
    }

    /** One that cannot be read is dropped: nobody could unlock it. */
    @Override
    public List<Lock> all() {
        List<Lock> locks = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        store.read(open -> {
            open.map(MAP).forEach((token, text) -> lock(token, text)
                    .ifPresentOrElse(locks::add, () -> unreadable.add(token)));
            return null;
        });
        if (!unreadable.isEmpty()) {
            LOG.info("dropped {} locks of WebDAV that cannot be read", unreadable.size());
            removeAll(unreadable);
        }
        return List.copyOf(locks);
    }

    private void removeAll(List<String> tokens) {
        try {
            store.change(Durable.KILL, open -> {
                tokens.forEach(open.map(MAP)::remove);
                return null;
            });
        } catch (NotKeptException e) {
            LOG.debug("the disk keeps locks that cannot be read; the next start drops them again");
        }
    }

    @Override
    public void put(Lock lock) {
        store.change(Durable.KILL, open -> open.map(MAP).put(lock.token(), text(lock)));
    }

    @Override
    public void remove(String token) {
        store.change(Durable.KILL, open -> open.map(MAP).remove(token));
    }

    private static String text(Lock lock) {
        return String.join(
                SEPARATOR,
                lock.token(),
                lock.place(),
                lock.path(),
                Boolean.toString(lock.deep()),
                lock.scope().name(),
                lock.ownerXml(),
                lock.principal(),
                Long.toString(lock.expiresMicros()),
                Boolean.toString(lock.made()));
    }

    /** What {@link #text} wrote; empty for what it did not write. */
    private static Optional<Lock> lock(String token, String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS || !parts[0].equals(token)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Lock(
                    parts[0],
                    parts[1],
                    parts[2],
                    Boolean.parseBoolean(parts[3]),
                    Scope.valueOf(parts[4]),
                    parts[5],
                    parts[6],
                    Long.parseLong(parts[7]),
                    Boolean.parseBoolean(parts[8])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
