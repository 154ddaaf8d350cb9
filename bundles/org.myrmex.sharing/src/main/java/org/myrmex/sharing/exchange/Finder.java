package org.myrmex.sharing.exchange;

import java.time.Duration;
import java.util.Optional;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.searches.Interest;
import org.myrmex.sharing.searches.Interests;
import org.myrmex.sharing.wire.SearchQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the network who has a content, again and again while nobody gives it: often at first, as a relay that restarts is
 * back within half a minute, then less. Of the lane of its exchange.
 */
final class Finder {
    private static final Logger LOG = LoggerFactory.getLogger(Finder.class);

    private static final QueryScope SCOPE = new QueryScope(8, Duration.ofSeconds(15));
    static final long OFTEN_MICROS = 5_000_000;
    private static final long SELDOM_MICROS = 10_000_000;
    private static final long RARELY_MICROS = 30_000_000;
    private static final long SELDOM_AFTER_MICROS = 90_000_000;
    private static final long RARELY_AFTER_MICROS = 300_000_000;

    private final Interests interests;
    private final String purpose;
    private final ContentId id;
    private final AnswerListener listener;
    private Optional<Interest> interest = Optional.empty();
    private Optional<Search> query = Optional.empty();
    private long askedMicros = Long.MIN_VALUE / 2;

    Finder(Interests interests, String purpose, ContentId id, AnswerListener listener) {
        this.interests = interests;
        this.purpose = purpose;
        this.id = id;
        this.listener = listener;
    }

    /** The interest that asks now, whose answers are heard. */
    Optional<Interest> interest() {
        return interest;
    }

    /** @param idleMicros how long nothing came */
    void askIfDue(long nowMicros, long idleMicros) {
        if (nowMicros - askedMicros < pause(idleMicros)) {
            return;
        }
        askedMicros = nowMicros;
        query.ifPresent(Search::close);
        query = Optional.empty();
        try {
            if (interest.isEmpty()) {
                interest = Optional.of(interests.open(purpose));
            }
            query = Optional.of(interest.get().ask(new SearchQuery.ByContent(id), SCOPE, listener));
        } catch (IllegalStateException e) {
            LOG.debug("a query was not sent: {}", e.getMessage());
            interest.ifPresent(interests::discard);
            interest = Optional.empty();
        }
    }

    /** @param keepsAddress whether what was heard stays of use to others for as long as answers live */
    void close(boolean keepsAddress) {
        query.ifPresent(Search::close);
        query = Optional.empty();
        interest.ifPresent(used -> {
            interests.release(used);
            if (!keepsAddress) {
                interests.discard(used);
            }
        });
        interest = Optional.empty();
    }

    private static long pause(long idleMicros) {
        if (idleMicros < SELDOM_AFTER_MICROS) {
            return OFTEN_MICROS;
        }
        return idleMicros < RARELY_AFTER_MICROS ? SELDOM_MICROS : RARELY_MICROS;
    }
}
