package org.myrmex.webdav.xml;

import java.util.List;
import org.myrmex.webdav.lock.Scope;

/**
 * What a LOCK wants (RFC 4918, 9.10.1).
 *
 * @param scope exclusive or shared
 * @param ownerXml what the client says of itself, as XML that can be put into an answer; empty for nothing
 */
public record LockInfo(Scope scope, String ownerXml) {
    /** Most bytes of a body. */
    public static final int MAX_BYTES = 64 << 10;

    /** What is kept of an owner as it came: it is sent with every listing. Programs say a name, an address or a URI there. */
    static final int MAX_OWNER_CHARS = 256;

    /** Text that is kept of a longer one: part of its mark-up would be none, and people read only the begin. */
    static final int MAX_OWNER_TEXT = 64;

    /** Reads a body. */
    public static LockInfo read(byte[] body) throws BadXmlException {
        Xml.Element root = Xml.read(body);
        if (!root.is("lockinfo")) {
            throw new BadXmlException("the body is no lockinfo");
        }
        Xml.Element scope = only(root, "lockscope");
        if (!only(root, "locktype").children().get(0).is("write")) {
            throw new BadXmlException("there are only locks against writing");
        }
        String owner = root.children().stream()
                .filter(child -> child.is("owner"))
                .findFirst()
                .map(LockInfo::kept)
                .orElse("");
        if (scope.children().get(0).is("exclusive")) {
            return new LockInfo(Scope.EXCLUSIVE, owner);
        }
        if (scope.children().get(0).is("shared")) {
            return new LockInfo(Scope.SHARED, owner);
        }
        throw new BadXmlException("a lock is exclusive or shared");
    }

    /** The child of that name, which has one child itself. */
    private static Xml.Element only(Xml.Element root, String local) throws BadXmlException {
        List<Xml.Element> found =
                root.children().stream().filter(child -> child.is(local)).toList();
        if (found.size() != 1 || found.get(0).children().size() != 1) {
            throw new BadXmlException("a lockinfo has one lockscope and one locktype");
        }
        return found.get(0);
    }

    private static String kept(Xml.Element owner) {
        StringBuilder xml = new StringBuilder();
        inner(owner, xml);
        if (xml.length() <= MAX_OWNER_CHARS) {
            return xml.toString();
        }
        StringBuilder text = new StringBuilder();
        text(owner, text);
        String plain = text.toString().strip();
        int end = plain.offsetByCodePoints(0, Math.min(MAX_OWNER_TEXT, plain.codePointCount(0, plain.length())));
        return XmlText.escape(plain.substring(0, end));
    }

    private static void inner(Xml.Element element, StringBuilder xml) {
        xml.append(XmlText.escape(element.text().toString()));
        for (Xml.Element child : element.children()) {
            boolean dav = child.name().space().equals(Name.DAV);
            String tag = dav ? "D:" + child.name().local() : child.name().local();
            xml.append('<').append(tag);
            if (!dav) {
                xml.append(" xmlns=\"")
                        .append(XmlText.escape(child.name().space()))
                        .append('"');
            }
            xml.append('>');
            inner(child, xml);
            xml.append("</").append(tag).append('>');
        }
    }

    private static void text(Xml.Element element, StringBuilder text) {
        text.append(element.text());
        element.children().forEach(child -> text(child, text));
    }
}
