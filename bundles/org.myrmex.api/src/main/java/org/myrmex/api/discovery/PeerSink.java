package org.myrmex.api.discovery;

import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what a source finds. Any thread; returns at once. */
@ProviderType
public interface PeerSink {
    /**
     * An address to try.
     *
     * @return false when no more are wanted
     */
    boolean found(PeerAddress address);

    /**
     * An address that the operator named himself: dialled whatever the number of neighbours, and not given up for another.
     *
     * @return false when no more are wanted
     */
    boolean named(PeerAddress address);

    /**
     * An address on the word of somebody whom the operator did not choose. It is dialled at most once an hour, few of one
     * network are, and few of what one teller names become neighbours.
     *
     * @param address with a literal host; left out when it is of another realm
     * @param realm in which the teller was spoken to
     * @param teller peer id of a neighbour, or the URL of a list
     * @return false when no more are wanted
     */
    boolean heard(PeerAddress address, Realm realm, String teller);

    /**
     * The source has nothing more.
     *
     * @param why one line for {@code peers --why}: what was asked and what came of it; no virtual address
     */
    void done(String why);
}
