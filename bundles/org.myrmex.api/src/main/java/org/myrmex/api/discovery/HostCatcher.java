package org.myrmex.api.discovery;

import java.util.List;
import org.myrmex.api.transport.Realm;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The list of addresses that pongs fill: peers that this one has met and that want to be named. A service of {@code
 * discovery.hostcatcher}. Any thread.
 */
@ProviderType
public interface HostCatcher {
    /**
     * Some of those that were met, at random, this peer among them if it wants to be named.
     *
     * @param realm of the addresses
     * @param most at most so many
     */
    List<PeerRecord> some(Realm realm, int most);
}
