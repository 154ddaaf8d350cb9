package org.myrmex.api.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * The peer's own state at a moment; network addresses and no virtual one.
 *
 * @param peer this peer
 * @param listening doors that are open
 * @param listenProblem why it does not listen where it was told to, one line
 * @param routing name of the active routing; empty while there is none
 * @param links neighbours
 * @param dialling addresses that are being tried
 * @param reachability whether others can dial this peer, as far as it was tried from the widest realm (public, then private, then
 *     loopback) in which it has an address or neighbours; what those of a narrower one can reach says nothing of that
 * @param sources what each discovery source said when it was asked last, in the order of asking
 * @param messagesReceived routing messages received from neighbours, duplicates included
 * @param queriesReceived copies of queries among them
 * @param counters further counters by name, sorted, each with its unit in the name
 */
public record MeshView(
        PeerId peer,
        List<PeerAddress> listening,
        Optional<String> listenProblem,
        Optional<String> routing,
        List<Link> links,
        List<Dial> dialling,
        Optional<Reachability> reachability,
        List<Source> sources,
        long messagesReceived,
        long queriesReceived,
        Map<String, Long> counters) {
    /**
     * A neighbour.
     *
     * @param number local number of the link, as in {@code LinkId}
     * @param address where it was dialled or came from, with its peer id
     * @param source which source it was found by; {@code inbound} when it dialled us
     * @param slot why it is kept: {@code operator}, {@code anchor} (a neighbour of the last run), {@code chosen}, {@code far}
     *     (at random, not by neighbours) or {@code inbound}
     * @param realm how far the address reaches
     * @param sentBytes bytes of frames sent since the link is up
     * @param receivedBytes bytes of frames received
     */
    public record Link(
            long number,
            PeerAddress address,
            String source,
            String slot,
            boolean dialledByUs,
            boolean pinned,
            Realm realm,
            long upSinceMicros,
            int rttMicros,
            int queuedBytes,
            long sentBytes,
            long receivedBytes) {}

    /**
     * An address that is being tried.
     *
     * @param source which source named it
     * @param attempts failed so far
     * @param lastFailure name of the last reason, empty before the first
     * @param nextTryMicros when it is tried next, microseconds since 1970
     */
    public record Dial(
            PeerAddress address, String source, int attempts, Optional<String> lastFailure, long nextTryMicros) {}

    /**
     * What the last try to dial this peer gave.
     *
     * @param failure empty when it was reached
     * @param realm from where
     * @param triedAtMicros microseconds since 1970
     */
    public record Reachability(Optional<CloseReason> failure, Realm realm, long triedAtMicros) {}

    /**
     * A discovery source.
     *
     * @param name as it names itself
     * @param said one line: what it gave, or why nothing; "not asked" with the reason while it was not needed
     * @param askedAtMicros when it was asked last, microseconds since 1970; 0 for never
     */
    public record Source(String name, String said, long askedAtMicros) {}
}
