package org.myrmex.webdav.xml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.Scope;

/** Locks as they are shown (RFC 4918, 15.8 and 15.10). */
public final class ActiveLocks {
    private static final long MICROS_PER_SECOND = 1_000_000L;

    /** Content of {@code supportedlock}: both scopes. */
    public static final String SUPPORTED = supported(Scope.EXCLUSIVE) + supported(Scope.SHARED);

    private ActiveLocks() {}

    private static String supported(Scope scope) {
        return "<D:lockentry>" + type(scope) + "</D:lockentry>";
    }

    private static String type(Scope scope) {
        return "<D:lockscope><D:" + scope.name().toLowerCase(Locale.ROOT)
                + "/></D:lockscope><D:locktype><D:write/></D:locktype>";
    }

    /**
     * Content of {@code lockdiscovery}.
     *
     * @param prefix where the facade is mounted
     * @param principal whose tokens are shown; those of others are nobody's business
     */
    public static String inner(List<Lock> locks, String prefix, String principal, long nowMicros) {
        StringBuilder xml = new StringBuilder();
        for (Lock lock : locks) {
            xml.append("<D:activelock>").append(type(lock.scope()));
            xml.append("<D:depth>").append(lock.deep() ? "infinity" : "0").append("</D:depth>");
            xml.append(lock.ownerXml());
            long left = Math.floorDiv(lock.expiresMicros() - nowMicros, MICROS_PER_SECOND);
            xml.append("<D:timeout>Second-").append(Math.max(1, left)).append("</D:timeout>");
            if (lock.principal().equals(principal)) {
                href(xml, "locktoken", lock.token());
            }
            href(xml, "lockroot", prefix + lock.path());
            xml.append("</D:activelock>");
        }
        return xml.toString();
    }

    private static void href(StringBuilder xml, String element, String href) {
        xml.append("<D:").append(element).append("><D:href>");
        xml.append(XmlText.escape(href));
        xml.append("</D:href></D:").append(element).append('>');
    }

    /** What a LOCK answers: the property with what {@link #inner} made of it. */
    public static byte[] body(String inner) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\"><D:lockdiscovery>" + inner
                        + "</D:lockdiscovery></D:prop>\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
