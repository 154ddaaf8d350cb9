package org.myrmex.sharing.exchange;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.disk.Lane;
import org.myrmex.sharing.searches.Interest;
import org.myrmex.sharing.searches.Interests;
import org.myrmex.sharing.wire.FilesRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who may have the content, and the channels with some of them. Of the lane of its exchange. */
final class Sources {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private static final int MAX_SOURCES = 64;
    private static final int MAX_OPEN = 8;
    /** Those that fell silent may come back; more of them than this are not waited for. */
    private static final int MAX_SILENT = 8;
    /** A little less than an answer lives. */
    private static final long USABLE_MICROS = Interests.KEPT_MICROS - 30_000_000;
    /** Half of the silence that a channel survives by itself is spent on a handshake at most. */
    private static final ChannelOptions OPTIONS = new ChannelOptions(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final Surroundings around;
    private final Lane lane;
    private final byte[] request;
    private final int window;
    private final Events events;
    private final Map<VirtualAddress, Source> sources = new LinkedHashMap<>();
    private final Set<Interest> interests = new LinkedHashSet<>();

    /** What sources bring; called on the lane. */
    interface Events {
        void received(Source source, byte[] message);

        /** The channel has ended or was never opened. */
        void lost(Source source);
    }

    Sources(Surroundings around, Lane lane, ContentId id, int window, Events events) {
        this.around = around;
        this.lane = lane;
        this.window = window;
        this.events = events;
        request = new FilesRequest(id).encode();
    }

    Collection<Source> all() {
        return List.copyOf(sources.values());
    }

    int ready() {
        return (int) sources.values().stream().filter(Source::isReady).count();
    }

    /**
     * Somebody said that he has it.
     *
     * @param retained whether the offer's interest is retained for us already
     */
    void add(Interest.Offer offer, boolean retained) {
        Interest interest = offer.interest();
        boolean isNew = interests.add(interest);
        if (isNew && !retained) {
            interest.retain();
        } else if (!isNew && retained) {
            around.interests().release(interest);
        }
        VirtualAddress from = offer.hit().answer().from();
        if (sources.size() >= MAX_SOURCES) {
            // A liar has a new address for every query: to remember the older ones would only keep honest ones out.
            all().stream()
                    .filter(source -> source.stage() == Source.Stage.BANNED)
                    .findFirst()
                    .ifPresent(this::remove);
        }
        if (sources.size() < MAX_SOURCES && !sources.containsKey(from)) {
            sources.put(from, new Source(offer.hit().answer(), interest, offer.heardMicros()));
        }
    }

    void remove(Source source) {
        sources.remove(source.answer().from());
    }

    /** Who has been silent for longest, when there are too many of them. */
    Optional<Source> tooSilent() {
        List<Source> silent = sources.values().stream().filter(Source::isSilent).toList();
        return silent.size() > MAX_SILENT ? Optional.of(silent.get(0)) : Optional.empty();
    }

    /** Opens channels as far as there is room; forgets who is of no use any more. */
    void tend(long nowMicros) {
        for (Source source : all()) {
            boolean isStale = source.stage() == Source.Stage.IDLE && nowMicros - source.heardOfMicros() > USABLE_MICROS;
            if (isStale || source.isHopeless()) {
                remove(source);
            }
        }
        long open = sources.values().stream()
                .filter(s -> s.isReady() || s.isComing(nowMicros))
                .count();
        for (Source source : all()) {
            if (open < MAX_OPEN && source.mayOpen(nowMicros)) {
                open(source, nowMicros);
                open++;
            }
        }
    }

    void closeAll(long nowMicros) {
        for (Source source : sources.values()) {
            source.close(Source.Stage.IDLE, nowMicros);
        }
        sources.clear();
        interests.forEach(around.interests()::release);
        interests.clear();
    }

    private void open(Source source, long nowMicros) {
        int attempt = source.opening(nowMicros);
        try {
            around.channels()
                    .open(source.answer(), FilesRequest.SERVICE, request, OPTIONS, new Listener(source, attempt))
                    .whenComplete((channel, failure) -> lane.offer(() -> opened(source, attempt, channel)));
        } catch (RuntimeException e) {
            LOG.debug("a channel to a source could not be asked for: {}", e.getMessage());
            lane.offer(() -> opened(source, attempt, null));
        }
    }

    private void opened(Source source, int attempt, Channel channel) {
        if (attempt != source.attempt()) {
            if (channel != null) {
                channel.close();
            }
        } else if (channel == null) {
            events.lost(source);
        } else {
            source.opened(channel, around.clock().nowMicros());
            while (!source.early().isEmpty() && attempt == source.attempt()) {
                events.received(source, source.early().poll());
            }
        }
    }

    private final class Listener implements ChannelListener {
        /** The first answer and both kinds of hashes beside the window. */
        private static final int BESIDE_WINDOW = 4;

        private final Source source;
        private final int attempt;

        Listener(Source source, int attempt) {
            this.source = source;
            this.attempt = attempt;
        }

        @Override
        public int firstRequest() {
            return window + BESIDE_WINDOW;
        }

        @Override
        public void received(byte[] message) {
            lane.offerHere(() -> {
                if (attempt != source.attempt()) {
                    return;
                }
                if (source.channel().isEmpty()) {
                    source.early().add(message);
                } else {
                    events.received(source, message);
                }
            });
        }

        @Override
        public void closed(End end) {
            lane.offer(() -> {
                if (attempt == source.attempt()) {
                    events.lost(source);
                }
            });
        }
    }
}
