package org.myrmex.api.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Short messages to direct neighbours, for discovery protocols such as ping and pong. They go one hop and no further. Any
 * thread.
 */
@ProviderType
public interface Neighbours {
    int MAX_BYTES = 1024;

    /**
     * Sends to one neighbour.
     *
     * @param protocol 1 to 255
     * @return false when it is not linked, or the budget of 4 messages a second and link is used up
     */
    boolean send(PeerId neighbour, int protocol, byte[] bytes);

    /**
     * Takes the messages of one protocol.
     *
     * @throws IllegalStateException when it is taken
     */
    Registration listen(int protocol, NeighbourListener listener);

    /**
     * Where this peer can be dialled by those of a realm, as far as it knows: the addresses of its doors, and for doors to
     * every interface those of the interfaces, and where these have no public address of IPv4, or of IPv6, the one where neighbours
     * see it. Signed anew each day. At most 4, first those in networks of present neighbours; none while it listens nowhere in that realm.
     *
     * <p>Any thread but one of those that {@link NeighbourListener} is called on, which would be held up: waits for the mesh, one
     * second at most and then says none, and for signatures, about a millisecond each, of those that are new.
     */
    List<PeerRecord> own(Realm realm);

    /**
     * A neighbour says from which address it sees this peer. A public address is believed when two networks say the same, for an hour
     * after they said it.
     */
    void seenAs(PeerId teller, InetAddress host);

    /**
     * Tries whether a neighbour that dialled us can be dialled back, at the address where it comes from and at no other. The
     * connection is closed as soon as its id is proven.
     *
     * @param port where it says that it listens
     * @return empty when it answered, else why not; within about half a minute. {@link CloseReason#OVER_LIMIT} when nothing was tried:
     *     it answered there within the last ten minutes, that address was tried for somebody within the last hour, or the port is
     *     below 1024, where services of machines are, but for 80 and 443 in the public realm;
     *     {@link CloseReason#UNREACHABLE} when it is no neighbour, or was dialled by us. Outside the public realm tell it no more than whether it was reached: many live behind one address
     */
    CompletionStage<Optional<CloseReason>> dialBack(PeerId neighbour, int port);

    /** A neighbour has tried to dial this peer back: what became of it, for its realm. Shown by {@code peers --why}. */
    void dialledBack(PeerId teller, Optional<CloseReason> failure);
}
