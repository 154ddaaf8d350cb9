package org.myrmex.mesh.internal;

import java.util.List;
import java.util.Set;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.guard.AdmissionRules;

/**
 * What an operator may set.
 *
 * @param listen doors to open
 * @param routing name of the routing protocol
 * @param transports schemes that may be used; empty for all
 * @param wantedDegree neighbours that are looked for
 * @param minLinks below so many it warns
 * @param maxLinks neighbours in all
 * @param renewMinutes how often a link gets a younger connection; 0 for never
 * @param admission who may come in
 * @param pace how fast links send
 */
public record PeerSettings(
        List<PeerAddress> listen,
        String routing,
        Set<String> transports,
        int wantedDegree,
        int minLinks,
        int maxLinks,
        int renewMinutes,
        AdmissionRules admission,
        LinkPace pace,
        TransportLimits limits) {
    long renewMicros() {
        return renewMinutes * 60_000_000L;
    }
}
