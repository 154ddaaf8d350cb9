package org.myrmex.webdav.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.path.DavPath;

/** Writes the page of a folder, row by row. One thread. */
public final class ListingPage {
    /** Name of the style sheet in the facade's root; one of the facade's own, so that it hides nobody's file. */
    public static final String STYLE = DavTree.OWN_PREFIX + "page.css";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final int UNIT = 1_024;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private static final Pattern TURNING = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

    private final OutputStream out;
    private final String prefix;
    private final DavPath path;
    private final String href;
    private int rows;

    /**
     * Begins.
     *
     * @param searchable whether it has a form for searches
     * @param sorting that its rows will have
     */
    public ListingPage(OutputStream out, String prefix, DavPath path, boolean searchable, Sorting sorting)
            throws IOException {
        this.out = out;
        this.prefix = prefix;
        this.path = path;
        this.href = escape(path.href(prefix, true));
        String title = path.isRoot() ? "Files" : path.name();
        write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + shown(title)
                + "</title>\n<link rel=\"stylesheet\" href=\"" + escape(prefix) + "/" + STYLE
                + "\">\n</head>\n<body>\n<a class=\"skip\" href=\"#files\">Skip to the files</a>\n<header>\n");
        write(trail());
        write("<h1><bdi>" + shown(title) + "</bdi></h1>\n");
        if (searchable) {
            write("<form method=\"get\" action=\"" + escape(prefix) + "/network/search/\""
                    + " role=\"search\"><label>Search the network; every peer may read the words"
                    + " <input type=\"search\" name=\"words\""
                    + " maxlength=\"200\" required></label> <button"
                    + " type=\"submit\">Search</button></form>\n");
        }
        write("</header>\n<main id=\"files\" tabindex=\"-1\">\n<table>\n<thead><tr>"
                + head(sorting, Sorting.Key.NAME, "Name")
                + head(sorting, Sorting.Key.SIZE, "Size")
                + head(sorting, Sorting.Key.TIME, "Changed")
                + "</tr></thead>\n<tbody>\n");
        if (!path.isRoot()) {
            write("<tr><td><a class=\"up\" href=\"" + escape(path.parent().href(prefix, true))
                    + "\">Up</a></td><td></td><td></td></tr>\n");
        }
    }

    private static String head(Sorting sorting, Sorting.Key key, String text) {
        boolean ascending = sorting.direction() == Sorting.Direction.ASC;
        boolean sorted = sorting.key() == key;
        String state = sorted ? " aria-sort=\"" + (ascending ? "ascending" : "descending") + "\"" : "";
        String arrow = sorted ? " <span aria-hidden=\"true\">" + (ascending ? "\u2191" : "\u2193") + "</span>" : "";
        return "<th scope=\"col\"" + state + "><a href=\"" + sorting.link(key) + "\">" + text + arrow + "</a></th>";
    }

    private String trail() {
        StringBuilder trail = new StringBuilder("<nav aria-label=\"Path\"><ol><li><a href=\"/\">Myrmex</a></li>");
        step(trail, DavPath.ROOT, "Files");
        DavPath at = DavPath.ROOT;
        for (String name : path.names()) {
            at = at.child(name, true);
            step(trail, at, name);
        }
        return trail.append("</ol></nav>\n").toString();
    }

    private void step(StringBuilder trail, DavPath to, String name) {
        boolean here = to.names().equals(path.names());
        trail.append("<li><a href=\"")
                .append(escape(to.href(prefix, true)))
                .append(here ? "\" aria-current=\"page\"><bdi>" : "\"><bdi>")
                .append(shown(name))
                .append("</bdi></a></li>");
    }

    public void row(Entry entry) throws IOException {
        rows++;
        String slash = entry.collection() ? "/" : "";
        write("<tr><td><a class=\"" + icon(entry) + "\" href=\"" + href + escape(DavPath.encoded(entry.name())) + slash
                + "\"><bdi>" + shown(entry.name()) + "</bdi>" + slash + "</a></td><td>" + size(entry) + "</td><td>"
                + time(entry) + "</td></tr>\n");
    }

    /** What is the matter with the end of a page. */
    public enum End {
        /** All is there. */
        WHOLE,
        /** More may turn up. */
        GROWING,
        /** There is more than the page shows. */
        CUT
    }

    /** Ends the page. */
    public void end(End end) throws IOException {
        write("</tbody>\n</table>\n");
        if (rows == 0 && end == End.WHOLE) {
            write("<p class=\"note\">Nothing is in here.</p>\n");
        }
        if (end == End.GROWING) {
            write("<p class=\"note\" role=\"status\">More may turn up: <a href=\"\">load again</a>.</p>\n");
        }
        if (end == End.CUT) {
            write("<p class=\"note\">These are " + rows + " of them; mount this folder to see all.</p>\n");
        }
        write("</main>\n</body>\n</html>\n");
    }

    /** Class of the link, by which the style sheet draws a picture: fonts with pictures are not everywhere. */
    private static String icon(Entry entry) {
        if (entry.collection()) {
            return "folder";
        }
        for (String kind : List.of("audio", "video", "image")) {
            if (entry.type().startsWith(kind + "/")) {
                return kind;
            }
        }
        return "file";
    }

    private static String size(Entry entry) {
        Optional<Long> bytes =
                entry.sizeBytes().isPresent() ? Optional.of(entry.sizeBytes().getAsLong()) : Optional.empty();
        return bytes.map(known -> "<data value=\"" + known + "\">" + size(known) + "</data>")
                .orElse("");
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

    private static String time(Entry entry) {
        if (entry.modifiedMicros().isEmpty()) {
            return "";
        }
        Instant second =
                Instant.ofEpochSecond(Math.floorDiv(entry.modifiedMicros().getAsLong(), MICROS_PER_SECOND));
        return "<time datetime=\"" + second + "\">" + TIME.format(second) + "</time>";
    }

    /** A name as a person reads it: what would turn the letters behind it round shows itself, so that no type is feigned. */
    private static String shown(String name) {
        return escape(TURNING.matcher(name).replaceAll("\uFFFD"));
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
