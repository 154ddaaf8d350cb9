package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.webdav.kept.Journal;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;
import org.myrmex.webdav.xml.Multistatus;

/**
 * COPY: within a tree or from one to another, file by file through the facade. What has members, or replaces something, is built
 * beside its place and moved there whole.
 */
final class Copy implements Method {
    private static final int PAGE = 256;
    /** Steps of one COPY; whoever needs more copies folder by folder. */
    private static final int MAX_STEPS = 1_000_000;

    private static final int MAX_FAILURES = 1_000;
    private static final Preconditions NOTHING_THERE = new Preconditions(Optional.empty(), Optional.of(List.of()));

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        boolean deep = deep(exchange);
        new Run(exchange, deep).copy(Target.of(exchange));
    }

    private static boolean deep(Exchange exchange) throws RefusedException {
        return switch (exchange.header("Depth").orElse("infinity").toLowerCase(java.util.Locale.ROOT)) {
            case "0" -> false;
            case "infinity" -> true;
            default -> throw new RefusedException(Status.BAD_REQUEST, "a COPY has Depth 0 or infinity");
        };
    }

    /** One COPY under way. */
    private static final class Run {
        private final Exchange exchange;
        private final boolean deep;
        private final Deque<Step> open = new ArrayDeque<>();
        private final Map<String, Integer> failed = new TreeMap<>();
        private int steps;

        /** @param shown where a client will see it */
        private record Step(DavPath from, DavPath to, DavPath shown) {}

        Run(Exchange exchange, boolean deep) {
            this.exchange = exchange;
            this.deep = deep;
        }

        void copy(Target target) throws RefusedException, DavException, BadPathException, IOException {
            String source = exchange.place(exchange.path());
            if (isOneStep(target, source)) {
                Step step = new Step(exchange.path(), target.path(), target.path());
                try (DavBody body = open(step)) {
                    if (target.before().isEmpty()) {
                        Following.fresh(exchange, target.path());
                    }
                    put(step, body, target.overwrite() ? Preconditions.NONE : NOTHING_THERE);
                }
            } else {
                Staging staging =
                        new Staging(exchange, target.path(), target.source().collection());
                boolean kept = false;
                try {
                    build(new Step(exchange.path(), staging.path(), target.path()), target.source());
                    staging.keep(
                            Optional.of(new Journal.Source(source, deep)),
                            List.of(),
                            target.overwrite(),
                            target.clears());
                    kept = true;
                } finally {
                    if (!kept) {
                        staging.drop();
                    }
                }
            }
            answer(target);
        }

        /** A file without properties takes the place of nothing, or of another one without any, in the one step that a PUT is. */
        private boolean isOneStep(Target target, String source) throws DavException, IOException {
            return !target.source().collection()
                    && !target.clears()
                    && exchange.beside().properties().of(source).isEmpty()
                    && (target.before().isEmpty()
                            || exchange.beside()
                                    .properties()
                                    .of(exchange.place(target.path()))
                                    .isEmpty());
        }

        private void build(Step step, Entry source) throws DavException, IOException {
            if (source.collection()) {
                folder(step);
            } else {
                try (DavBody body = open(step)) {
                    put(step, body, Preconditions.NONE);
                }
            }
            while (!open.isEmpty()) {
                members(open.pop());
            }
        }

        private void answer(Target target) throws IOException {
            if (failed.isEmpty()) {
                exchange.done(target.before().isPresent() ? Status.NO_CONTENT : Status.CREATED);
                return;
            }
            exchange.response().setStatus(Status.MULTISTATUS);
            exchange.response().setContentType(Multistatus.TYPE);
            Multistatus answer = new Multistatus(exchange.response().getOutputStream());
            for (Map.Entry<String, Integer> failure : failed.entrySet()) {
                answer.status(failure.getKey(), failure.getValue());
            }
            answer.end();
        }

        private void folder(Step step) throws DavException, IOException {
            exchange.tree(step.to()).makeCollection(exchange.call(), exchange.inTree(step.to()));
            if (deep) {
                open.push(step);
            }
        }

        private DavBody open(Step step) throws DavException, IOException {
            return exchange.tree(step.from()).open(exchange.call(), exchange.inTree(step.from()), 0, -1);
        }

        private void put(Step step, DavBody body, Preconditions preconditions) throws DavException {
            try {
                exchange.tree(step.to()).put(exchange.call(), exchange.inTree(step.to()), preconditions, body);
            } catch (IOException e) {
                // most often a source of the network that went: nobody's mistake
                throw new DavException(DavException.Status.BUSY, "the copy broke off in the middle; try again");
            }
        }

        private void one(Step step, Entry entry) throws DavException, IOException {
            if (++steps > MAX_STEPS || failed.size() > MAX_FAILURES) {
                throw new DavException(DavException.Status.FORBIDDEN, "too much for one COPY; copy folder by folder");
            }
            if (entry.collection()) {
                folder(step);
                return;
            }
            try (DavBody body = open(step)) {
                put(step, body, Preconditions.NONE);
            }
        }

        private void members(Step folder) throws DavException, IOException {
            List<Entry> entries = new ArrayList<>();
            Optional<String> cursor = Optional.of("");
            while (cursor.isPresent()) {
                Page page = exchange.tree(folder.from())
                        .children(exchange.call(), exchange.inTree(folder.from()), cursor.get(), PAGE);
                entries.addAll(page.entries());
                cursor = page.next();
                if (entries.size() > MAX_STEPS) {
                    throw new DavException(
                            DavException.Status.FORBIDDEN, "too much for one COPY; copy folder by folder");
                }
            }
            for (Entry entry : entries) {
                if (Names.isShown(entry.name())) {
                    member(folder, entry);
                }
            }
        }

        private void member(Step folder, Entry entry) throws DavException, IOException {
            DavPath shown = folder.shown().child(entry.name(), entry.collection());
            try {
                one(
                        new Step(
                                folder.from().child(entry.name(), entry.collection()),
                                folder.to().child(entry.name(), entry.collection()),
                                shown),
                        entry);
            } catch (DavException e) {
                failed.put(
                        shown.href(Exchange.PREFIX, entry.collection()),
                        e.status().http());
            }
        }
    }
}
