package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.xml.Multistatus;

/**
 * COPY: within a tree or from one to another. What has members, or replaces something, is built beside its place and moved there
 * whole. Where something was, it stays unless all could be copied.
 */
final class Copy implements Method {
    private static final Preconditions NOTHING_THERE = new Preconditions(Optional.empty(), Optional.of(List.of()));

    private final Turns turns = new Turns();

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        boolean deep = Depth.deep(exchange);
        Target target = Target.of(exchange);
        String source = exchange.place(exchange.path());
        if (isOneStep(exchange, target, source)) {
            inOneStep(exchange, target);
        } else if (target.source().collection() && deep) {
            Turns.Turn turn = turns.take();
            try {
                staged(exchange, target, new Journal.Source(source, true));
            } finally {
                turn.close();
            }
        } else {
            staged(exchange, target, new Journal.Source(source, deep));
        }
    }

    /** A file without properties takes the place of nothing, or of another one without any, in the one step that a PUT is. */
    private static boolean isOneStep(Exchange exchange, Target target, String source) throws DavException, IOException {
        return !target.source().collection()
                && !target.clears()
                && exchange.beside().properties().of(source).isEmpty()
                && (target.before().isEmpty()
                        || exchange.beside()
                                .properties()
                                .of(exchange.place(target.path()))
                                .isEmpty());
    }

    private static void inOneStep(Exchange exchange, Target target)
            throws RefusedException, DavException, BadPathException, IOException {
        Copying copying = new Copying(exchange, target.path(), target.path());
        try (DavBody body = copying.open();
                LastStep last =
                        new LastStep(exchange, target.path(), target.before().isEmpty())) {
            copying.file(last.behind(body), target.overwrite() ? Preconditions.NONE : NOTHING_THERE);
        }
        done(exchange, target);
    }

    private static void staged(Exchange exchange, Target target, Journal.Source source)
            throws RefusedException, DavException, BadPathException, IOException {
        Staging staging = new Staging(exchange, target.path(), target.source().collection());
        boolean kept = false;
        Map<String, Integer> failed;
        try {
            Copying copying = new Copying(exchange, staging.path(), target.path());
            copying.all(target.source(), source.deep());
            failed = copying.failed();
            if (failed.isEmpty() || target.before().isEmpty()) {
                staging.keep(Optional.of(source), List.of(), target.overwrite(), target.clears());
                kept = true;
            }
        } finally {
            if (!kept) {
                staging.drop();
            }
        }
        if (failed.isEmpty()) {
            done(exchange, target);
        } else {
            partly(exchange, target, failed, kept);
        }
    }

    private static void done(Exchange exchange, Target target) {
        exchange.done(target.before().isPresent() ? Status.NO_CONTENT : Status.CREATED);
    }

    /** @param kept whether the rest is there now, and not what was there before */
    private static void partly(Exchange exchange, Target target, Map<String, Integer> failed, boolean kept)
            throws IOException {
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        Multistatus answer = new Multistatus(exchange.response().getOutputStream());
        if (!kept) {
            answer.status(target.path().href(Exchange.PREFIX, target.source().collection()), Status.FAILED_DEPENDENCY);
        }
        for (Map.Entry<String, Integer> failure : failed.entrySet()) {
            answer.status(failure.getKey(), failure.getValue());
        }
        answer.end();
    }
}
