package org.myrmex.discovery.lan.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/**
 * What is announced on one interface.
 *
 * @param port where the peer listens
 * @param id who answers there
 */
record Door(int port, PeerId id) {
    /** The door of the peer that others reach at this address of its. */
    static Optional<Door> at(InetAddress own, MeshView view) {
        return view.listening().stream()
                .filter(door -> door.scheme().equals("tls") && reaches(door, own))
                .map(PeerAddress::port)
                .sorted()
                .findFirst()
                .map(port -> new Door(port, view.peer()));
    }

    private static boolean reaches(PeerAddress door, InetAddress own) {
        boolean literal = door.host().indexOf(':') >= 0 || door.host().matches("[0-9.]+");
        if (!literal) {
            return false; // resolving a name would ask somebody
        }
        try {
            InetAddress bound = InetAddress.getByName(door.host());
            return bound.isAnyLocalAddress() || bound.equals(own);
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
