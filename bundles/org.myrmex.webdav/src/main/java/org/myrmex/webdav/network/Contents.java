package org.myrmex.webdav.network;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.api.sharing.Streams;

/** Opens contents, and remembers for a while how long they are and which nobody gave. Any thread. */
final class Contents {
    private static final int MAX_REMEMBERED = 1_024;
    private static final long KNOWN_MICROS = TimeUnit.MINUTES.toMicros(10);
    /** Clients ask for one thing several times in a row; each of these would ask the network. */
    private static final long MISSED_MICROS = TimeUnit.SECONDS.toMicros(5);

    /** A relay that comes back is found within it, and a person still waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Streams streams;
    private final Clock clock;
    private final Turnstile turnstile = new Turnstile();
    private final Map<ContentId, Known> known = new LinkedHashMap<>();

    /**
     * What was learnt.
     *
     * @param sizeBytes empty where nobody gave it
     * @param untilMicros how long that is believed
     */
    private record Known(OptionalLong sizeBytes, long untilMicros) {}

    Contents(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    Turnstile turnstile() {
        return turnstile;
    }

    /** How long it is; asks the network. Empty where nobody has it now. */
    OptionalLong size(Call call, ContentId id) throws DavException {
        Optional<Known> before = remembered(id);
        if (before.isPresent()) {
            return before.get().sizeBytes();
        }
        Turnstile.Place place = turnstile.enter();
        try (SeekableSource source = open(call, id, OptionalLong.empty())) {
            return remember(id, OptionalLong.of(source.sizeBytes()), KNOWN_MICROS);
        } catch (IOException e) {
            if (call.cancelled()) {
                // nobody waited to learn it
                return OptionalLong.empty();
            }
            return remember(id, OptionalLong.empty(), MISSED_MICROS);
        } finally {
            place.close();
        }
    }

    /**
     * Begins to read.
     *
     * @param length bytes, -1 to the end
     */
    DavBody open(Call call, ContentId id, long offset, long length) throws DavException {
        Turnstile.Place place = turnstile.enter();
        try {
            // hearsay would turn those away who tell the truth
            SeekableSource source = open(call, id, proven(id));
            remember(id, OptionalLong.of(source.sizeBytes()), KNOWN_MICROS);
            long rest = Math.max(0, source.sizeBytes() - offset);
            return new StreamBody(source, place, offset, length < 0 ? rest : Math.min(rest, length));
        } catch (IOException e) {
            place.close();
            throw new DavException(DavException.Status.NOT_FOUND, "nobody gives it now; search again, or try later");
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private SeekableSource open(Call call, ContentId id, OptionalLong sizeBytes) throws IOException {
        return streams.open(new ContentLink(id, sizeBytes, Optional.empty()), PATIENCE, call::cancelled);
    }

    /** How long it is, where that is known for sure. Asks nobody. */
    OptionalLong proven(ContentId id) {
        return remembered(id).map(Known::sizeBytes).orElse(OptionalLong.empty());
    }

    private synchronized Optional<Known> remembered(ContentId id) {
        return Optional.ofNullable(known.get(id)).filter(one -> clock.nowMicros() < one.untilMicros());
    }

    private synchronized OptionalLong remember(ContentId id, OptionalLong size, long micros) {
        known.remove(id);
        known.put(id, new Known(size, clock.nowMicros() + micros));
        if (known.size() > MAX_REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return size;
    }
}
