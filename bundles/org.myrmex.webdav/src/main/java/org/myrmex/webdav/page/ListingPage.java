package org.myrmex.webdav.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.DavPath;

/** Writes the page of a folder, row by row. One thread. */
public final class ListingPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final int UNIT = 1_024;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final OutputStream out;
    private final String prefix;
    private final DavPath path;
    private int rows;

    /** @param searchable whether it has a form for searches */
    public ListingPage(OutputStream out, String prefix, DavPath path, boolean searchable) throws IOException {
        this.out = out;
        this.prefix = prefix;
        this.path = path;
        String title = path.isRoot() ? "Files" : path.name();
        write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<link rel=\"stylesheet\" href=\"/page.css\">\n</head>\n<body>\n<h1>" + escape(title)
                + "</h1>\n");
        write(trail());
        if (searchable) {
            write("<form method=\"get\" action=\"" + escape(prefix) + "/network/search/\""
                    + " role=\"search\"><label>Search the network:"
                    + " <input type=\"search\" name=\"words\""
                    + " maxlength=\"200\" required></label> <button"
                    + " type=\"submit\">Search</button></form>\n");
        }
        write("<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Size</th>"
                + "<th scope=\"col\">Changed</th></tr></thead>\n<tbody>\n");
        if (!path.isRoot()) {
            write("<tr><td><a href=\"" + escape(path.parent().href(prefix, true))
                    + "\">\u2191 up</a></td><td></td><td></td></tr>\n");
        }
    }

    private String trail() {
        StringBuilder trail = new StringBuilder("<nav aria-label=\"Path\"><a href=\"/\">Myrmex</a> / <a href=\"")
                .append(escape(prefix))
                .append("/\">dav</a>");
        DavPath at = DavPath.ROOT;
        for (String name : path.names()) {
            at = at.child(name, true);
            trail.append(" / <a href=\"")
                    .append(escape(at.href(prefix, true)))
                    .append("\">")
                    .append(escape(name))
                    .append("</a>");
        }
        return trail.append("</nav>\n").toString();
    }

    public void row(Entry entry) throws IOException {
        rows++;
        String href = path.child(entry.name(), entry.collection()).href(prefix, entry.collection());
        String size = entry.sizeBytes().isPresent() ? size(entry.sizeBytes().getAsLong()) : "";
        String time =
                entry.modifiedMicros().isPresent() ? time(entry.modifiedMicros().getAsLong()) : "";
        write("<tr><td><a href=\"" + escape(href) + "\">" + icon(entry) + " <bdi>" + escape(entry.name())
                + (entry.collection() ? "/" : "") + "</bdi></a></td><td>" + size + "</td><td>" + time + "</td></tr>\n");
    }

    /**
     * Ends the page.
     *
     * @param complete false while more may turn up
     * @param cut whether there is more than the page shows
     */
    public void end(boolean complete, boolean cut) throws IOException {
        write("</tbody>\n</table>\n");
        if (rows == 0 && complete) {
            write("<p>Nothing is in here.</p>\n");
        }
        if (!complete) {
            write("<p>More may turn up: <a href=\"\">load again</a>.</p>\n");
        }
        if (cut) {
            write("<p>There is more than a page can show; mount this folder to see all.</p>\n");
        }
        write("</body>\n</html>\n");
    }

    private static String icon(Entry entry) {
        if (entry.collection()) {
            return "\uD83D\uDCC1";
        }
        String kind = entry.type().replaceAll("/.*", "");
        return switch (kind) {
            case "audio" -> "\uD83C\uDFB5";
            case "video" -> "\uD83C\uDFAC";
            case "image" -> "\uD83D\uDDBC";
            default -> "\uD83D\uDCC4";
        };
    }

    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= UNIT && unit < UNITS.size() - 1) {
            size /= UNIT;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }

    private static String time(long micros) {
        return TIME.format(Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
