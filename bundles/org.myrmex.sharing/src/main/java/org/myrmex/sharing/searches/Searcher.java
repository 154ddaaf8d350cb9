package org.myrmex.sharing.searches;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.ShareSearch;
import org.myrmex.sharing.wire.MalformedException;
import org.myrmex.sharing.wire.SearchAnswer;
import org.myrmex.sharing.wire.SearchQuery;
import org.myrmex.sharing.words.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The searches of one bundle: they end with it. Any thread. */
public final class Searcher implements Searches, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Searcher.class);

    private final Interests interests;
    private final Clock clock;
    private final Listener listener;
    private final Set<Running> running = new LinkedHashSet<>();

    /** Told when a search begins and when no more of it is wanted; must return at once. */
    @FunctionalInterface
    public interface Listener {
        /** @param state {@code STARTED} or {@code ENDED} */
        void changed(String state, int hits, int peersHeard);
    }

    public Searcher(Interests interests, Clock clock, Listener listener) {
        this.interests = interests;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public ShareSearch search(String words, Consumer<Hit> hits) {
        Question question = Question.parse(words)
                .orElseThrow(() -> new IllegalArgumentException(
                        "nothing to search for; give 1 to " + Question.MAX_TERMS + " words, one of 2 letters or more"));
        String asked = question.toString();
        if (asked.getBytes(StandardCharsets.UTF_8).length > SearchQuery.MAX_WORDS_BYTES) {
            throw new IllegalArgumentException("too many words; " + SearchQuery.MAX_WORDS_BYTES + " bytes are enough");
        }
        Running search = new Running(interests.open("search"), hits);
        synchronized (running) {
            running.add(search);
        }
        listener.changed("STARTED", 0, 0);
        try {
            search.begin(new SearchQuery.ByWords(asked));
        } catch (RuntimeException e) {
            search.close();
            throw e;
        }
        return search;
    }

    @Override
    public void close() {
        List<Running> all;
        synchronized (running) {
            all = List.copyOf(running);
        }
        all.forEach(Running::close);
    }

    private final class Running implements ShareSearch {
        private final Interest interest;
        private final Consumer<Hit> told;
        private Search query;
        private boolean closed;

        Running(Interest interest, Consumer<Hit> told) {
            this.interest = interest;
            this.told = told;
        }

        void begin(SearchQuery asked) {
            Search begun = interest.ask(asked, QueryScope.DEFAULT, this::answered);
            synchronized (this) {
                if (!closed) {
                    query = begun;
                    return;
                }
            }
            begun.close();
        }

        private void answered(Answer answer) {
            List<SearchAnswer.Found> found;
            try {
                found = SearchAnswer.decode(answer.payload());
            } catch (MalformedException e) {
                LOG.debug("an answer to a search was malformed: {}", e.getMessage());
                return;
            }
            interest.heardOf(answer.from());
            for (SearchAnswer.Found one : found) {
                Hit hit = new Hit(one.id(), one.sizeBytes(), one.type(), one.name(), answer);
                if (isOpen() && interest.add(hit, clock.nowMicros())) {
                    told.accept(hit);
                }
            }
        }

        private synchronized boolean isOpen() {
            return !closed;
        }

        @Override
        public int peersHeard() {
            return interest.peers();
        }

        @Override
        public int hits() {
            return interest.hits();
        }

        @Override
        public void close() {
            Search ended;
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
                ended = query;
            }
            if (ended != null) {
                ended.close();
            }
            synchronized (running) {
                running.remove(this);
            }
            listener.changed("ENDED", hits(), peersHeard());
            interests.release(interest);
        }
    }
}
