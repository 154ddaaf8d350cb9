package org.myrmex.webdav.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * What a PROPFIND asks for (RFC 4918, 9.1).
 *
 * @param kind all that there is, their names alone, or those named
 * @param names with {@link Kind#NAMED} those that are asked for, with {@link Kind#ALL} those wanted too; each once
 */
public record Asked(Kind kind, List<Name> names) {
    /** What an empty body means. */
    public static final Asked EVERYTHING = new Asked(Kind.ALL, List.of());

    /** Most bytes of a body. */
    public static final int MAX_BYTES = Xml.MAX_BYTES;

    private static final String ONE = "one of allprop, propname and prop is to be asked for";
    private static final int MAX_NAMES = 1_000;

    /** Sorts of questions. */
    public enum Kind {
        ALL,
        NAMES,
        NAMED
    }

    /** Whether a property of RFC 4918 is asked for, by its name or with all of them. */
    public boolean wants(Name name) {
        return kind != Kind.NAMED || names.contains(name);
    }

    /** Reads a body. */
    public static Asked read(byte[] body) throws BadXmlException {
        if (body.length == 0) {
            return EVERYTHING;
        }
        Xml.Element root = Xml.read(body);
        if (!root.is("propfind")) {
            throw new BadXmlException("the body is no propfind");
        }
        return of(root);
    }

    /** What the children of an element ask for, as those of a propfind do. */
    public static Asked of(Xml.Element element) throws BadXmlException {
        List<Name> included = new ArrayList<>();
        Kind kind = null;
        for (Xml.Element child : element.children()) {
            Kind said = child.is("allprop")
                    ? Kind.ALL
                    : child.is("propname") ? Kind.NAMES : child.is("prop") ? Kind.NAMED : null;
            if (said != null && kind != null) {
                throw new BadXmlException(ONE);
            }
            kind = said == null ? kind : said;
            if (child.is("prop") || child.is("include")) {
                child.children().forEach(property -> included.add(property.name()));
            }
        }
        if (kind == null) {
            throw new BadXmlException(ONE);
        }
        List<Name> names = included.stream().distinct().toList();
        if (names.size() > MAX_NAMES) {
            throw new BadXmlException("too many properties; " + MAX_NAMES + " are the most");
        }
        return new Asked(kind, names);
    }
}
