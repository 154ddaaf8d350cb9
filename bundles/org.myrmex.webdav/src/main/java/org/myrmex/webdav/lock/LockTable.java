package org.myrmex.webdav.lock;

import java.util.TreeMap;

/** The locks there are. Any thread. */
public final class LockTable {
    private final LockStore store;
    private final TreeMap<String, Lock> byToken = new TreeMap<>();

    public LockTable(LockStore store) {
        this.store = store;
        store.all().forEach(lock -> byToken.put(lock.token(), lock));
    }

    /** All locks at a place and below vanish with what was there. */
    public synchronized void gone(String place) {
        byToken.values().removeIf(lock -> {
            boolean goes = (lock.place() + "/").startsWith(place + "/");
            if (goes) {
                store.remove(lock.token());
            }
            return goes;
        });
    }
}
