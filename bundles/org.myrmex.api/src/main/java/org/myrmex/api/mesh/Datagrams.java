package org.myrmex.api.mesh;

import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Unreliable datagrams between virtual addresses: for {@code org.myrmex.channel} alone, since relays read what is not sealed.
 * A body begins with a version byte (1) and the protocol number, and its length is a size class. Any thread.
 */
@ProviderType
public interface Datagrams {
    /** Lengths of bodies: padded classes (protocol 1), and anything up to the first entry unpadded. */
    static int[] sizeClasses() {
        return new int[] {512, 1024, 2048, 4096, 16_896};
    }

    /**
     * Takes the datagrams of one protocol.
     *
     * @param protocol 1 to 255
     * @throws IllegalStateException when it is taken
     */
    Registration receive(int protocol, DatagramListener listener);

    /**
     * Sends one. Takes over one reference of the body. Callbacks, {@code written} among them, may come before it returns: to be
     * called without a lock that they want.
     *
     * @param local an own address, as handed out by a listener or by {@link #local}
     * @param written told in a turn of the mesh, on whatever thread, when the first link has taken it, or it was dropped: the sender's window
     * @return false when the address is closed or its queue is full; the body is released, written is not called
     * @throws IllegalArgumentException when the length is no size class or the first two bytes are wrong
     */
    boolean send(LocalAddress local, VirtualAddress to, Body body, SendOptions options, Runnable written);

    /** The own address that asked for an answer. */
    LocalAddress local(Endpoint endpoint);
}
