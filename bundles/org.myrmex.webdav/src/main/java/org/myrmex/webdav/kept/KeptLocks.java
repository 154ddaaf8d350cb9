package org.myrmex.webdav.kept;

import java.util.List;
import org.myrmex.webdav.kept.Store.Durable;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockStore;
import org.myrmex.webdav.lock.Scope;

/** Locks by their tokens. A lock that a loss of power takes back, its client asks for again, so the disk is not waited for. */
final class KeptLocks implements LockStore {
    static final String MAP = "locks";

    private static final String SEPARATOR = "\0";

    private final Store store;

    KeptLocks(Store store) {
        this.store = store;
    }

    @Override
    public List<Lock> all() {
        return store.read(
                open -> open.map(MAP).values().stream().map(KeptLocks::lock).toList());
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

    private static Lock lock(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new Lock(
                parts[0],
                parts[1],
                parts[2],
                Boolean.parseBoolean(parts[3]),
                Scope.valueOf(parts[4]),
                parts[5],
                parts[6],
                Long.parseLong(parts[7]),
                Boolean.parseBoolean(parts[8]));
    }
}
