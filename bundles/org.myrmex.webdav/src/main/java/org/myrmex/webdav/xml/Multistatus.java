package org.myrmex.webdav.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a 207 (RFC 4918, 13) piece by piece; holds some responses of it, or one that is long. One thread. */
public final class Multistatus {
    /** Content type of what is written. */
    public static final String TYPE = "application/xml; charset=utf-8";

    private static final int RESPONSE_CHARS = 1_024;
    /** What is handed on at a time: a byte array for each response would be a tenth of a listing's cost. */
    private static final int PIECE_CHARS = 16 << 10;

    private static final String FOUND = line(200);
    private static final String MISSING = line(404);

    private final OutputStream out;
    private final StringBuilder xml = new StringBuilder(RESPONSE_CHARS);

    public Multistatus(OutputStream out) {
        this.out = out;
        xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">\n");
    }

    /**
     * A value of a property.
     *
     * @param name which
     * @param inner its content as XML, see {@link #text} and {@link #element}; empty for none
     * @param whole the whole element as XML, for what a client said in its own words; empty where it is made of name and content
     */
    public record Value(Name name, String inner, String whole) {
        public Value(Name name, String inner) {
            this(name, inner, "");
        }

        /** A property as it was sent, written anew by {@link Update}. */
        public static Value kept(Name name, String whole) {
            return new Value(name, "", whole);
        }

        public static Value text(Name name, String text) {
            return new Value(name, XmlText.escape(text));
        }

        /** One empty element of RFC 4918 as content. */
        public static Value element(Name name, String local) {
            return new Value(name, "<D:" + local + "/>");
        }
    }

    /** A response with properties, sorted by the status of each; groups without any are left out. */
    public void properties(String href, Map<Integer, List<Value>> byStatus) throws IOException {
        begin(href);
        boolean any = false;
        for (Map.Entry<Integer, List<Value>> group : byStatus.entrySet()) {
            if (!group.getValue().isEmpty()) {
                propstat(xml, new Group(group.getKey(), "", group.getValue()));
                any = true;
            }
        }
        if (!any) {
            propstat(xml, new Group(200, "", List.of()));
        }
        endResponse();
    }

    /**
     * Properties that came to the same.
     *
     * @param condition element of RFC 4918, 16 that says why; empty for none
     */
    public record Group(int status, String condition, List<Value> values) {}

    /** A response with what came of each property. */
    public void groups(String href, List<Group> groups) throws IOException {
        begin(href);
        groups.forEach(group -> propstat(xml, group));
        endResponse();
    }

    /** What came of the properties of a collection that was not made for them (RFC 5689, 3). */
    public static byte[] mkcolResponse(List<Group> groups) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:mkcol-response xmlns:D=\"DAV:\">");
        groups.forEach(group -> propstat(xml, group));
        return xml.append("</D:mkcol-response>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A response with a status of the resource as a whole. */
    public void status(String href, int status) throws IOException {
        status(href, status, Optional.empty());
    }

    /** @param behind XML that stands behind the status */
    public void status(String href, int status, Optional<String> behind) throws IOException {
        begin(href);
        xml.append(statusLine(status)).append(behind.orElse(""));
        endResponse();
    }

    /** The token behind all responses of RFC 6578, 6.2. */
    public void token(String token) {
        xml.append("<D:sync-token>").append(XmlText.escape(token)).append("</D:sync-token>\n");
    }

    public void end() throws IOException {
        xml.append("</D:multistatus>\n");
        flush();
    }

    /** Hands on what was written so far. */
    public void flush() throws IOException {
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
        xml.setLength(0);
    }

    /** A body that names a precondition that did not hold (RFC 4918, 16). */
    public static byte[] error(String element) {
        return error(element, List.of());
    }

    /** Names the resources, too, for which it did not hold. */
    public static byte[] error(String element, List<String> hrefs) {
        StringBuilder inner = new StringBuilder();
        hrefs.forEach(
                href -> inner.append("<D:href>").append(XmlText.escape(href)).append("</D:href>"));
        String tag = "D:" + element;
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"DAV:\">"
                        + (hrefs.isEmpty() ? "<" + tag + "/>" : "<" + tag + ">" + inner + "</" + tag + ">")
                        + "</D:error>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void begin(String href) {
        xml.append("<D:response><D:href>").append(XmlText.escape(href)).append("</D:href>");
    }

    private void endResponse() throws IOException {
        xml.append("</D:response>\n");
        if (xml.length() >= PIECE_CHARS) {
            flush();
        }
    }

    private static void propstat(StringBuilder xml, Group group) {
        xml.append("<D:propstat><D:prop>");
        group.values().forEach(value -> property(xml, value));
        xml.append("</D:prop>").append(statusLine(group.status()));
        if (!group.condition().isEmpty()) {
            xml.append("<D:error><D:").append(group.condition()).append("/></D:error>");
        }
        xml.append("</D:propstat>");
    }

    private static void property(StringBuilder xml, Value value) {
        if (!value.whole().isEmpty()) {
            xml.append(value.whole());
            return;
        }
        Name name = value.name();
        boolean dav = name.space().equals(Name.DAV);
        String prefix = dav ? "D:" : name.space().isEmpty() ? "" : "x:";
        xml.append('<').append(prefix).append(name.local());
        if (!dav && !name.space().isEmpty()) {
            xml.append(" xmlns:x=\"").append(XmlText.attribute(name.space())).append('"');
        }
        if (value.inner().isEmpty()) {
            xml.append("/>");
        } else {
            xml.append('>')
                    .append(value.inner())
                    .append("</")
                    .append(prefix)
                    .append(name.local())
                    .append('>');
        }
    }

    private static String statusLine(int status) {
        return status == 200 ? FOUND : status == 404 ? MISSING : line(status);
    }

    private static String line(int status) {
        return "<D:status>HTTP/1.1 " + status + " " + words(status) + "</D:status>";
    }

    private static String words(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 423 -> "Locked";
            case 424 -> "Failed Dependency";
            case 503 -> "Service Unavailable";
            case 507 -> "Insufficient Storage";
            default -> "Refused";
        };
    }
}
