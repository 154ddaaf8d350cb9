package org.myrmex.webdav.lock;

import java.util.List;

/** Where locks outlive the process. Called with the table's monitor held; on return a kill loses nothing. */
public interface LockStore {
    /** Keeps nothing. */
    LockStore NONE = new LockStore() {
        @Override
        public List<Lock> all() {
            return List.of();
        }

        @Override
        public void put(Lock lock) {
            // nowhere to keep it
        }

        @Override
        public void remove(String token) {
            // nothing is kept
        }
    };

    List<Lock> all();

    void put(Lock lock);

    void remove(String token);
}
