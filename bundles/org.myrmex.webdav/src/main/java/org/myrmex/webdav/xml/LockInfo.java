package org.myrmex.webdav.xml;

import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.lock.Scope;

/**
 * What a LOCK wants (RFC 4918, 9.10.1).
 *
 * @param scope exclusive or shared
 * @param ownerXml what the client says of itself, as an element that can be put into an answer; empty for nothing
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
        String whole;
        try {
            whole = Fragment.of(owner, Optional.empty(), MAX_BYTES);
        } catch (BadXmlException e) {
            whole = "";
        }
        if (!whole.isEmpty() && whole.length() <= MAX_OWNER_CHARS) {
            return whole;
        }
        StringBuilder text = new StringBuilder();
        text(owner, text);
        return "<D:owner>" + XmlText.escape(begin(text.toString().strip())) + "</D:owner>";
    }

    private static String begin(String text) {
        int most = Math.min(MAX_OWNER_TEXT, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static void text(Xml.Element element, StringBuilder text) {
        for (Xml.Content piece : element.content()) {
            if (piece instanceof Xml.Text own) {
                text.append(own.text());
            } else if (piece instanceof Xml.Element child) {
                text(child, text);
            }
        }
    }
}
