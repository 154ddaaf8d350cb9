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

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        boolean deep = deep(exchange);
        Target target = Target.of(exchange);
        // a file that replaces a file does so in one step, when it is whole
        boolean clear = target.before().isPresent()
                && (target.before().get().collection() || target.source().collection());
        if (clear) {
            exchange.tree(target.path()).delete(exchange.call(), exchange.inTree(target.path()), Preconditions.NONE);
        }
        new Run(exchange, deep).copy(exchange.path(), target);
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

        void copy(DavPath from, Target target) throws DavException, IOException {
            one(new Step(from, target.path()), target.source());
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

        private void one(Step step, Entry entry) throws DavException, IOException {
            if (++steps > MAX_STEPS || failed.size() > MAX_FAILURES) {
                throw new DavException(DavException.Status.FORBIDDEN, "too much for one COPY; copy folder by folder");
            }
            String to = exchange.inTree(step.to());
            if (entry.collection()) {
                exchange.tree(step.to()).makeCollection(exchange.call(), to);
                if (deep) {
                    open.push(step);
                }
                return;
            }
            try (DavBody body = exchange.tree(step.from()).open(exchange.call(), exchange.inTree(step.from()), 0, -1)) {
                exchange.tree(step.to()).put(exchange.call(), to, Preconditions.NONE, body);
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
                if (Names.isAddressable(entry.name())) {
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
