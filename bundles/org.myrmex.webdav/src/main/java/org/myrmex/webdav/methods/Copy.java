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
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Names;
import org.myrmex.webdav.xml.Multistatus;

/** COPY: within a tree or from one to another, file by file through the facade. */
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

        private record Step(DavPath from, DavPath to) {}

        Run(Exchange exchange, boolean deep) {
            this.exchange = exchange;
            this.deep = deep;
        }

        void copy(Target target) throws DavException, IOException {
            Step first = new Step(exchange.path(), target.path());
            if (target.source().collection()) {
                clear(target);
                folder(first);
            } else {
                // nothing goes for what cannot be opened
                try (DavBody body = open(first)) {
                    clear(target);
                    put(first, body, target.overwrite() ? Preconditions.NONE : NOTHING_THERE);
                }
            }
            while (!open.isEmpty()) {
                members(open.pop());
            }
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

        private void clear(Target target) throws DavException, IOException {
            if (target.clears()) {
                exchange.tree(target.path())
                        .delete(exchange.call(), exchange.inTree(target.path()), Preconditions.NONE);
            }
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
            DavPath to = folder.to().child(entry.name(), entry.collection());
            try {
                one(new Step(folder.from().child(entry.name(), entry.collection()), to), entry);
            } catch (DavException e) {
                failed.put(
                        to.href(Exchange.PREFIX, entry.collection()), e.status().http());
            }
        }
    }
}
