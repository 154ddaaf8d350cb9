package org.myrmex.discovery.lan.internal;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.mesh.MeshView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wires that are open: as many as there are addresses on interfaces, each announcing what is reached there. Any thread. */
final class Wires implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wires.class);

    /** Reads which interfaces there are. */
    interface NicReader {
        List<Nic> read() throws SocketException;
    }

    private final NicReader nics;
    private final Wire.Opener opener;
    private final boolean announce;
    private final Map<Nic, Open> open = new LinkedHashMap<>();
    private String problem = "";
    private boolean closed;

    private record Open(Wire wire, Optional<Door> door) {}

    Wires(NicReader nics, Wire.Opener opener, boolean announce) {
        this.nics = nics;
        this.opener = opener;
        this.announce = announce;
    }

    /** Opens, replaces and closes wires until they are as the interfaces and the peer's doors are now. */
    synchronized void follow(Optional<MeshView> view, Hearer hearer) {
        if (closed) {
            return;
        }
        List<Nic> present = present();
        for (Nic nic : List.copyOf(open.keySet())) {
            Open now = open.get(nic);
            boolean same = present.contains(nic) && now.door().equals(door(nic, view));
            if (!same || !now.wire().isAlive()) {
                open.remove(nic);
                now.wire().close();
            }
        }
        for (Nic nic : present) {
            if (!open.containsKey(nic)) {
                open(nic, door(nic, view), hearer);
            }
        }
    }

    private List<Nic> present() {
        try {
            List<Nic> present = nics.read();
            problem = present.isEmpty()
                    ? "no interface can multicast on a private address; connect to a local network, or correct"
                            + " interfaces of org.myrmex.discovery.lan"
                    : problem;
            return present;
        } catch (SocketException e) {
            problem = "the interfaces cannot be read (" + oneLine(e) + "); it is tried again";
            return List.of();
        }
    }

    private Optional<Door> door(Nic nic, Optional<MeshView> view) {
        return announce ? view.flatMap(present -> Door.at(nic.address(), present)) : Optional.empty();
    }

    private void open(Nic nic, Optional<Door> door, Hearer hearer) {
        try {
            open.put(nic, new Open(opener.open(nic, door, hearer), door));
        } catch (IOException e) {
            problem = "cannot listen for mDNS on " + nic.name() + " (" + oneLine(e)
                    + "); end what holds UDP port 5353 alone, or name other interfaces";
            LOG.debug("no mDNS on {}", nic.name(), e);
        }
    }

    synchronized List<Wire> all() {
        return open.values().stream().map(Open::wire).toList();
    }

    /** Their interfaces, for a person. */
    synchronized String names() {
        TreeSet<String> names = new TreeSet<>();
        open.keySet().forEach(nic -> names.add(nic.name()));
        return String.join(", ", names);
    }

    /** Why there are none, one line. */
    synchronized String problem() {
        return problem;
    }

    synchronized boolean announces() {
        return !announce || open.values().stream().anyMatch(each -> each.door().isPresent());
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<Open> last = new ArrayList<>(open.values());
        open.clear();
        last.forEach(each -> each.wire().close());
    }

    private static String oneLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
