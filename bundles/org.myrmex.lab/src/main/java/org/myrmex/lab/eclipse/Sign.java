package org.myrmex.lab.eclipse;

import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Named;

/** A peer's record; all of them are public, and of today. */
record Sign(PeerAddress address, Realm realm, int day) implements Named {
    Sign(PeerAddress address) {
        this(address, Realm.PUBLIC, Town.DAY);
    }
}
