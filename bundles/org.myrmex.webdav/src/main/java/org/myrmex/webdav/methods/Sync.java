package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.sync.Progress;
import org.myrmex.webdav.sync.Snapshot;
import org.myrmex.webdav.sync.Snapshots;
import org.myrmex.webdav.sync.SyncQuestion;
import org.myrmex.webdav.xml.Multistatus;

/**
 * What changed in a collection of own shares (RFC 6578). Nothing is written down when something changes: what a client was told is
 * remembered under its token, and compared with what is there when it comes again. One thread.
 */
final class Sync {
    private static final String SHARES = "shares";
    private static final long BUDGET_MICROS = TimeUnit.SECONDS.toMicros(60);
    /** For reports, and for whoever asks for the token alone. */
    static final Turns TURNS = new Turns();

    private static final String LIMITS = "number-of-matches-within-limits";

    private final Exchange exchange;
    private final boolean deep;
    private final String scope;
    private final Snapshots snapshots;

    Sync(Exchange exchange, boolean deep) {
        this.exchange = exchange;
        this.deep = deep;
        this.scope = exchange.path().href(deep ? "infinity" : "1", true);
        this.snapshots = exchange.beside().snapshots();
    }

    /** Whether there is this report for a resource: its tree must list members by name. */
    static boolean isOffered(DavPath path, Entry entry) {
        return entry.collection() && !path.isRoot() && path.tree().equals(SHARES);
    }

    /** The token that stands for what is there now. Not remembered: whoever asks often would have those forgotten that are in use. */
    String token() throws RefusedException, DavException, IOException {
        return now().token(scope);
    }

    private Snapshot now() throws RefusedException, DavException, IOException {
        Progress progress = new Progress(Optional.empty(), Integer.MAX_VALUE);
        walk(progress, Optional.empty());
        return progress.after();
    }

    void answer(SyncQuestion question) throws RefusedException, DavException, IOException {
        int most = question.limit().orElse(Integer.MAX_VALUE);
        Optional<Snapshot> before = question.token().flatMap(this::known);
        if (question.token().isPresent() && before.isEmpty()) {
            // forgotten; but nobody needs to remember what is so still
            before = Optional.of(now())
                    .filter(now -> now.token(scope).equals(question.token().get()));
            if (before.isEmpty()) {
                throw new RefusedException(
                        Status.FORBIDDEN, "valid-sync-token", "that token is not known any more; begin without one");
            }
        }
        Progress progress = new Progress(before, most);
        Responses responses = new Responses(exchange, question.asked(), false);
        walk(progress, Optional.of(responses));
        if (progress.outcome() == Progress.Outcome.LIMITED) {
            responses
                    .plain()
                    .status(
                            exchange.path().href(exchange.prefix(), true),
                            Status.NO_SPACE,
                            Optional.of("<D:error><D:" + LIMITS + "/></D:error>"));
        }
        responses.plain().token(keep(progress.after()));
        responses.end();
    }

    private Optional<Snapshot> known(String token) {
        return snapshots.find(token).filter(snapshot -> snapshot.token(scope).equals(token));
    }

    private String keep(Snapshot snapshot) {
        String token = snapshot.token(scope);
        snapshots.keep(token, snapshot);
        return token;
    }

    private void walk(Progress progress, Optional<Responses> responses)
            throws RefusedException, DavException, IOException {
        Walk walk = Walk.byName(exchange, exchange.nowMicros() + BUDGET_MICROS);
        Walk.Outcome outcome = walk.below(exchange.path(), deep, (path, entry) -> {
            Progress.Step step = progress.take(below(path, entry), state(entry));
            if (responses.isPresent()) {
                removed(responses.get().plain(), step.removed());
                if (step.changed()) {
                    responses.get().add(path, entry);
                }
            }
            return progress.outcome() == Progress.Outcome.GOES_ON;
        });
        // it may come across what was there before, which must be remembered too
        List<String> rest = outcome == Walk.Outcome.WHOLE && responses.isPresent() ? progress.end() : List.of();
        if (outcome == Walk.Outcome.OVER_LIMIT || progress.outcome() == Progress.Outcome.TOO_MANY) {
            throw new RefusedException(Status.NO_SPACE, LIMITS, "there is too much in it; ask folder by folder");
        }
        if (progress.outcome() == Progress.Outcome.DISORDERED) {
            throw new RefusedException(Status.BUSY, "too much changes this very moment; ask again");
        }
        if (responses.isPresent()) {
            removed(responses.get().plain(), rest);
        }
    }

    private void removed(Multistatus answer, Iterable<String> paths) throws IOException {
        for (String path : paths) {
            DavPath gone = exchange.path();
            for (String name : path.split("/", -1)) {
                gone = name.isEmpty() ? gone : gone.child(name, true);
            }
            answer.status(gone.href(exchange.prefix(), path.endsWith("/")), Status.NOT_FOUND);
        }
    }

    private String below(DavPath path, Entry entry) {
        String names = String.join(
                "/",
                path.names()
                        .subList(exchange.path().names().size(), path.names().size()));
        return entry.collection() ? names + "/" : names;
    }

    /** Of a collection it is that it is there: what changes in it is told of its members. */
    private static long state(Entry entry) {
        String text = entry.collection() ? "" : entry.etag().orElse("");
        // FNV-1a, 64 bits; nobody gains by two tags that look alike
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
