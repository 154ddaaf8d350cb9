package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.ActiveLocks;
import org.myrmex.webdav.xml.Multistatus.Value;
import org.myrmex.webdav.xml.Name;

/**
 * The properties {@code supportedlock} and {@code lockdiscovery}. In a listing the place and the deep locks of the collection are looked
 * up once, and then each member's own. One thread.
 */
final class LockProperties {
    static final Name SUPPORTED = Name.dav("supportedlock");
    static final Name DISCOVERY = Name.dav("lockdiscovery");

    private final Exchange exchange;
    private final LockTable locks;
    private DavPath collection = DavPath.ROOT;
    private String place = "";
    private List<Lock> deep = List.of();

    LockProperties(Exchange exchange) {
        this.exchange = exchange;
        this.locks = exchange.beside().locks();
    }

    List<Value> of(DavPath path, Entry entry) throws DavException, IOException {
        return List.of(
                new Value(SUPPORTED, entry.writable() ? ActiveLocks.SUPPORTED : ""),
                new Value(
                        DISCOVERY,
                        ActiveLocks.inner(on(path), Exchange.PREFIX, exchange.principal(), exchange.nowMicros())));
    }

    private List<Lock> on(DavPath path) throws DavException, IOException {
        if (path.isRoot() || locks.isEmpty()) {
            return List.of();
        }
        if (path.isTop()) {
            return LockNames.seen(exchange, locks.covering(exchange.place(path), exchange.nowMicros()), path);
        }
        DavPath parent = path.parent();
        if (!parent.equals(collection)) {
            place = exchange.place(parent);
            deep = LockNames.seen(exchange, locks.covering(place, exchange.nowMicros()), parent).stream()
                    .filter(Lock::deep)
                    .toList();
            collection = parent;
        }
        List<Lock> own = locks.at(place + "/" + path.name(), exchange.nowMicros());
        List<Lock> found = new ArrayList<>(LockNames.seen(exchange, own, path));
        found.addAll(deep);
        return found;
    }
}
