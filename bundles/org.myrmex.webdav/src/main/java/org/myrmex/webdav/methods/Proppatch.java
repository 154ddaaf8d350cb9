package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.http.HttpDate;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Update;

/**
 * PROPPATCH: the time of the last change can be set, by its own name or by that of Windows. All or nothing, as RFC 4918, 9.2 wants
 * it; other properties are not kept.
 */
final class Proppatch implements Method {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final Name WINDOWS_MODIFIED = new Name(Name.WINDOWS, "Win32LastModifiedTime");
    /**
     * Sent by Windows in one request with the time of the last change, which would be refused with them. Taken and dropped: no
     * file system in use here has all of them.
     */
    private static final Set<Name> DROPPED = Set.of(
            new Name(Name.WINDOWS, "Win32CreationTime"),
            new Name(Name.WINDOWS, "Win32LastAccessTime"),
            new Name(Name.WINDOWS, "Win32FileAttributes"));

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadXmlException, IOException {
        List<Update.Change> changes = Update.read(exchange.body(Asked.MAX_BYTES));
        exchange.needWritableParent(exchange.path(), Status.NOT_FOUND);
        Entry entry = exchange.entry();
        if (!exchange.conditions().change().hold(entry.etag())
                || !exchange.conditions().unmodified(entry.modifiedMicros())) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
        }
        Map<Name, Integer> refused = new LinkedHashMap<>();
        OptionalLong modified = OptionalLong.empty();
        for (Update.Change change : changes) {
            Optional<Long> seconds = isTime(change.name()) ? change.value().flatMap(HttpDate::read) : Optional.empty();
            if (seconds.isPresent()) {
                modified = OptionalLong.of(seconds.get() * MICROS_PER_SECOND);
            } else if (!DROPPED.contains(change.name())) {
                refused.put(change.name(), status(change.name()));
            }
        }
        if (refused.isEmpty() && modified.isPresent()) {
            exchange.tree().setModified(exchange.call(), exchange.inTree(), modified.getAsLong());
        }
        respond(exchange, entry, changes, refused);
    }

    private static boolean isTime(Name name) {
        return name.equals(Properties.MODIFIED) || name.equals(WINDOWS_MODIFIED);
    }

    /** Of what a server keeps itself it is forbidden; for what clients invent there is no room yet. */
    private static int status(Name name) {
        return name.space().equals(Name.DAV) || isTime(name) ? Status.FORBIDDEN : Status.NO_SPACE;
    }

    private static void respond(Exchange exchange, Entry entry, List<Update.Change> changes, Map<Name, Integer> refused)
            throws IOException {
        Map<Integer, List<Multistatus.Value>> byStatus = new LinkedHashMap<>();
        for (Update.Change change : changes) {
            int status = refused.getOrDefault(change.name(), refused.isEmpty() ? Status.OK : Status.FAILED_DEPENDENCY);
            byStatus.computeIfAbsent(status, s -> new ArrayList<>()).add(new Multistatus.Value(change.name(), ""));
        }
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        Multistatus answer = new Multistatus(exchange.response().getOutputStream());
        answer.properties(exchange.path().href(Exchange.PREFIX, entry.collection()), byStatus);
        answer.end();
    }
}
