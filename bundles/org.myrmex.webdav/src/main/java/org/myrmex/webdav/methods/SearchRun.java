package org.myrmex.webdav.methods;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;
import org.myrmex.webdav.search.Best;
import org.myrmex.webdav.search.NetworkWords;
import org.myrmex.webdav.search.Question;
import org.myrmex.webdav.search.Scope;
import org.myrmex.webdav.search.Subject;

/**
 * One SEARCH under way.
 *
 * <p>The folders of the network's searches are where a walk could flood the network, so it goes into none of them that it comes across.
 * The network is asked only by a scope in the network itself: by the folder of some words, as listing it would, or by {@code network/} or
 * {@code network/search/} with depth infinity and a condition that names the words. Never by a scope above: a desktop that looks
 * through the whole drive for an own file would tell its words to every peer.
 */
final class SearchRun {
    /** What a client can show; so many are held where they are to be sorted. */
    private static final int MAX_RESULTS = 1_000;
    /** Paths remembered, so that nothing is seen twice in what is looked through again because it grows. */
    private static final int MAX_SEEN = 10_000;

    private static final long PAUSE_MILLIS = 250;

    private final Exchange exchange;
    private final Question.OfResources question;
    private final List<SearchScope> scopes;
    private final long untilMicros;
    private final int most;
    private final Optional<Best<Result>> best;
    private final Responses responses;
    private int results;
    private boolean cut;

    private record Result(DavPath path, Entry entry) {}

    SearchRun(Exchange exchange, Question.OfResources question, List<SearchScope> scopes, long untilMicros)
            throws IOException {
        this.exchange = exchange;
        this.question = question;
        this.scopes = scopes;
        this.untilMicros = untilMicros;
        this.most = Math.min(MAX_RESULTS, question.limit().orElse(MAX_RESULTS));
        this.best = question.orders().isEmpty() ? Optional.empty() : Optional.of(new Best<>(question.orders(), most));
        this.responses = new Responses(exchange, question.select(), false);
    }

    void answer() throws DavException, IOException {
        boolean goesOn = true;
        for (int i = 0; i < scopes.size() && goesOn; i++) {
            goesOn = look(scopes.get(i), scopes.subList(0, i));
        }
        if (best.isPresent()) {
            for (Result result : best.get().inOrder()) {
                responses.add(result.path(), result.entry());
            }
            cut |= best.get().offered() > most && limitIsOurs();
        }
        if (cut) {
            responses
                    .plain()
                    .status(
                            exchange.path().href(exchange.prefix(), true),
                            Status.NO_SPACE,
                            Optional.of("<D:responsedescription>there may be more; narrow the question, or ask"
                                    + " again</D:responsedescription>"));
        }
        responses.end();
    }

    private boolean look(SearchScope scope, List<SearchScope> before) throws DavException, IOException {
        Walk.Visitor visitor =
                (path, entry) -> before.stream().anyMatch(earlier -> earlier.reaches(path)) || offer(path, entry);
        if (!visitor.see(scope.path(), scope.entry())) {
            return false;
        }
        if (!scope.entry().collection() || scope.depth() == Scope.Depth.ZERO) {
            return true;
        }
        boolean deep = scope.depth() == Scope.Depth.INFINITY;
        boolean goesOn = grown(scope.path(), deep, visitor);
        Optional<DavPath> asked = deep && goesOn ? asked(scope.path()) : Optional.empty();
        return asked.isPresent() ? grown(asked.get(), false, visitor) : goesOn;
    }

    /** The folder of the words that the condition names, where the scope is the network's own and the caller may ask there. */
    private Optional<DavPath> asked(DavPath scope) throws DavException, IOException {
        List<String> names = scope.names();
        Optional<DavPath> folder = names.equals(Asking.NETWORK.names()) || names.equals(Asking.SEARCHES.names())
                ? question.where()
                        .flatMap(NetworkWords::of)
                        .filter(Names::isAddressable)
                        .map(words -> Asking.SEARCHES.child(words, true))
                : Optional.empty();
        if (folder.isPresent()) {
            try {
                exchange.authorise(folder.get(), exchange.request().getMethod());
            } catch (RefusedException e) {
                cut = true;
                return Optional.empty();
            }
            Asking.again(exchange, folder.get());
        }
        return folder;
    }

    /** Looks through a collection, and as long as it grows and there is time, again for what is new. */
    private boolean grown(DavPath collection, boolean deep, Walk.Visitor visitor) throws DavException, IOException {
        Walk walk =
                Walk.asTheyCome(exchange, untilMicros, path -> !path.parent().equals(Asking.SEARCHES));
        TreeSet<String> seen = new TreeSet<>();
        while (true) {
            Walk.Outcome outcome;
            try {
                outcome = walk.below(collection, deep, (path, entry) -> {
                    boolean isNew = seen.size() == MAX_SEEN || seen.add(path.href("", entry.collection()));
                    return !isNew || visitor.see(path, entry);
                });
            } catch (DavException e) {
                if (e.status() == DavException.Status.BUSY) {
                    throw e;
                }
                // it went meanwhile, or its words are none that the network is asked for
                cut |= e.status() != DavException.Status.NOT_FOUND;
                return true;
            }
            boolean late = exchange.nowMicros() + TimeUnit.MILLISECONDS.toMicros(PAUSE_MILLIS) >= untilMicros;
            if (outcome != Walk.Outcome.GROWING || late || seen.size() == MAX_SEEN) {
                cut |= outcome != Walk.Outcome.WHOLE && outcome != Walk.Outcome.ENDED;
                return outcome != Walk.Outcome.ENDED && outcome != Walk.Outcome.OVER_LIMIT;
            }
            responses.flush();
            exchange.needClient();
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the peer stops");
        }
    }

    /** Whether more is wanted. */
    private boolean offer(DavPath path, Entry entry) throws DavException, IOException {
        Subject subject = new Subject(path.name(), entry, new Invented(exchange, path)::text);
        if (question.where().isPresent() && !question.where().get().holds(subject)) {
            return true;
        }
        if (best.isPresent()) {
            best.get().offer(subject, new Result(path, entry));
            return true;
        }
        if (results == most) {
            cut |= limitIsOurs();
            return false;
        }
        responses.add(path, entry);
        results++;
        return results < most || limitIsOurs();
    }

    /** A client that gets as many as it wanted misses nothing. */
    private boolean limitIsOurs() {
        return question.limit().orElse(Integer.MAX_VALUE) > MAX_RESULTS;
    }
}
