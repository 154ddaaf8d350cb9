package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.http.HttpDate;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.Multistatus.Value;
import org.myrmex.webdav.xml.Name;

/**
 * Live properties that only those get who ask for them by name, as their RFCs want it: clients that ask for all would learn nothing
 * from them.
 */
final class OnDemand {
    private static final Name WINDOWS_MODIFIED = new Name(Name.WINDOWS, "Win32LastModifiedTime");

    private static final Name SYNC_TOKEN = Name.dav("sync-token");
    /** What clients of calendars ask, who want to know whether anything changed at all. */
    private static final Name TAG_OF_CALENDARS = new Name("http://calendarserver.org/ns/", "getctag");

    private OnDemand() {}

    /** Its value; empty where there is none. */
    static Optional<Value> of(Exchange exchange, DavPath path, Entry entry, Name name)
            throws DavException, IOException {
        if (name.equals(WINDOWS_MODIFIED)) {
            return entry.modifiedMicros().isPresent()
                    ? Optional.of(Value.text(
                            name, HttpDate.text(entry.modifiedMicros().getAsLong())))
                    : Optional.empty();
        }
        if (name.equals(TAG_OF_CALENDARS) || name.equals(SYNC_TOKEN)) {
            return token(exchange, path, entry).map(token -> Value.text(name, token));
        }
        if (!name.space().equals(Name.DAV)) {
            return Optional.empty();
        }
        return switch (name.local()) {
            case "supported-method-set" -> Optional.of(new Value(name, methods(entry)));
            case "supported-query-grammar-set" ->
                Optional.of(new Value(
                        name,
                        "<D:supported-query-grammar><D:grammar><D:basicsearch/></D:grammar>"
                                + "</D:supported-query-grammar>"));
            case "supported-report-set" ->
                Optional.of(new Value(
                        name,
                        Sync.isOffered(path, entry)
                                ? "<D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>"
                                : ""));
            case "current-user-privilege-set" -> Optional.of(new Value(name, privileges(entry)));
            // who that is, is nobody's business; that it is said to be nobody keeps clients from asking again
            case "owner" -> Optional.of(new Value(name, ""));
            default -> Optional.empty();
        };
    }

    /** For what the request itself names alone: it has to be listed for it. */
    private static Optional<String> token(Exchange exchange, DavPath path, Entry entry)
            throws DavException, IOException {
        if (!Sync.isOffered(path, entry) || !path.names().equals(exchange.path().names())) {
            return Optional.empty();
        }
        return exchange.syncToken();
    }

    /** RFC 3253, 3.1.3. */
    private static String methods(Entry entry) {
        StringBuilder xml = new StringBuilder();
        for (String method : (entry.writable() ? Options.READ_WRITE : Options.READ_ONLY).split(", ", -1)) {
            xml.append("<D:supported-method name=\"").append(method).append("\"/>");
        }
        return xml.toString();
    }

    /** RFC 3744, 5.4, as far as the tree knows: what the access manager refuses besides is refused when it is tried. */
    private static String privileges(Entry entry) {
        StringBuilder xml = new StringBuilder();
        privilege(xml, "read");
        privilege(xml, "read-current-user-privilege-set");
        if (entry.writable()) {
            privilege(xml, "write-properties");
            privilege(xml, "write-content");
            if (entry.collection()) {
                privilege(xml, "bind");
                privilege(xml, "unbind");
            }
        }
        return xml.toString();
    }

    private static void privilege(StringBuilder xml, String name) {
        xml.append("<D:privilege><D:").append(name).append("/></D:privilege>");
    }
}
