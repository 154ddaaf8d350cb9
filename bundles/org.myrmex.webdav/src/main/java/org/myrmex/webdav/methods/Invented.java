package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Xml;

/** The properties that clients gave a resource, as text, looked up when the first of them is asked for. One thread. */
final class Invented {
    private final Exchange exchange;
    private final DavPath path;
    private Optional<SortedMap<Name, String>> kept = Optional.empty();

    Invented(Exchange exchange, DavPath path) {
        this.exchange = exchange;
        this.path = path;
    }

    /** Empty where it has none of that name, or one that is no text. */
    Optional<String> text(Name name) {
        if (kept.isEmpty()) {
            kept = Optional.of(lookUp());
        }
        return Optional.ofNullable(kept.get().get(name)).flatMap(Invented::textOf);
    }

    private SortedMap<Name, String> lookUp() {
        try {
            return exchange.beside().properties().of(exchange.place(path));
        } catch (DavException | IOException e) {
            // it goes this very moment
            return Collections.emptySortedMap();
        }
    }

    private static Optional<String> textOf(String xml) {
        try {
            Xml.Element element = Xml.read(xml.getBytes(StandardCharsets.UTF_8));
            return element.children().isEmpty() ? Optional.of(element.text()) : Optional.empty();
        } catch (BadXmlException e) {
            return Optional.empty();
        }
    }
}
