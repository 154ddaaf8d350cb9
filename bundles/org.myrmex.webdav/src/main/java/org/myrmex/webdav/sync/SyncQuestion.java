package org.myrmex.webdav.sync;

import java.util.Optional;
import java.util.OptionalInt;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Xml;

/**
 * What a report {@code sync-collection} asks (RFC 6578, 6.1).
 *
 * @param token what the client was told last; empty if nothing
 * @param deep whether members of members count
 * @param limit most changes that the client wants
 * @param asked properties of each
 */
public record SyncQuestion(Optional<String> token, boolean deep, OptionalInt limit, Asked asked) {
    private static final int MAX_TOKEN = 256;

    /** Reads a body; empty when it asks for another report. */
    public static Optional<SyncQuestion> read(byte[] body) throws BadXmlException {
        Xml.Element root = Xml.read(body);
        if (!root.name().equals(Name.dav("sync-collection"))) {
            return Optional.empty();
        }
        String token = only(root, "sync-token");
        if (token.length() > MAX_TOKEN) {
            throw new BadXmlException("the sync-token is none of this server");
        }
        String level = only(root, "sync-level");
        if (!level.equals("1") && !level.equals("infinity")) {
            throw new BadXmlException("a sync-level is 1 or infinity");
        }
        return Optional.of(new SyncQuestion(
                Optional.of(token).filter(text -> !text.isEmpty()),
                level.equals("infinity"),
                limit(root),
                Asked.of(root)));
    }

    private static OptionalInt limit(Xml.Element root) throws BadXmlException {
        Optional<Xml.Element> limit = root.child("limit");
        if (limit.isEmpty()) {
            return OptionalInt.empty();
        }
        String count = only(limit.get(), "nresults");
        if (!count.matches("[0-9]{1,9}") || Integer.parseInt(count) == 0) {
            throw new BadXmlException("nresults is a number above 0");
        }
        return OptionalInt.of(Integer.parseInt(count));
    }

    private static String only(Xml.Element root, String local) throws BadXmlException {
        return root.child(local)
                .map(element -> element.text().strip())
                .orElseThrow(() -> new BadXmlException("a sync-collection has a sync-token, a sync-level and a prop"));
    }
}
