package org.myrmex.webdav.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;

/** What a SEARCH asks. */
public sealed interface Question {
    List<Scope> scopes();

    /** What may be asked of the resources in some scopes (RFC 5323, 4). */
    record OfSchema(List<Scope> scopes) implements Question {}

    /**
     * Which resources satisfy a condition (RFC 5323, 5).
     *
     * @param select properties of each to answer with
     * @param orders empty: as they are found
     * @param limit most that the client wants
     */
    record OfResources(
            Asked select, List<Scope> scopes, Optional<Condition> where, List<Order> orders, OptionalInt limit)
            implements Question {}

    /** Reads a body. */
    static Question read(byte[] body) throws BadXmlException, UnsupportedException {
        return Reader.question(body);
    }
}
