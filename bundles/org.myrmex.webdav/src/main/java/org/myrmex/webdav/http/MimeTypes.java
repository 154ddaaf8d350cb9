package org.myrmex.webdav.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Types by the end of a name; nothing is opened for it. Types as registered with IANA. */
public final class MimeTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES = new TreeMap<>();
    private static final Set<String> KNOWN = new TreeSet<>(List.of(UNKNOWN));

    static {
        add("text/plain", "txt", "log");
        add("text/html", "htm", "html");
        add("text/css", "css");
        add("text/csv", "csv");
        add("text/javascript", "js", "mjs");
        add("text/markdown", "md");
        add("text/calendar", "ics");
        add("text/vcard", "vcf");
        add("application/xml", "xml");
        add("application/json", "json");
        add("application/pdf", "pdf");
        add("application/zip", "zip");
        add("application/gzip", "gz", "tgz");
        add("application/zstd", "zst");
        add("application/java-archive", "jar");
        add("application/epub+zip", "epub");
        add("application/msword", "doc");
        add("application/vnd.ms-excel", "xls");
        add("application/vnd.ms-powerpoint", "ppt");
        add("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
        add("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
        add("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
        add("application/vnd.oasis.opendocument.text", "odt");
        add("application/vnd.oasis.opendocument.spreadsheet", "ods");
        add("application/vnd.oasis.opendocument.presentation", "odp");
        add("image/svg+xml", "svg");
        add("image/png", "png");
        add("image/jpeg", "jpg", "jpeg");
        add("image/gif", "gif");
        add("image/webp", "webp");
        add("image/avif", "avif");
        add("image/tiff", "tif", "tiff");
        add("audio/mpeg", "mp3");
        add("audio/mp4", "m4a");
        add("audio/aac", "aac");
        add("audio/flac", "flac");
        add("audio/ogg", "ogg", "oga", "opus");
        add("video/mp4", "mp4", "m4v");
        add("video/webm", "webm");
        add("video/ogg", "ogv");
        add("video/quicktime", "mov");
        add("video/mpeg", "mpg", "mpeg");
        add("video/matroska", "mkv");
    }

    private MimeTypes() {}

    private static void add(String type, String... extensions) {
        for (String extension : extensions) {
            TYPES.put(extension, type);
        }
        KNOWN.add(type);
    }

    /** Whether it is one of those from here: written as it should be. */
    static boolean isOwn(String type) {
        return KNOWN.contains(type);
    }

    public static String of(String name) {
        int dot = name.lastIndexOf('.');
        return TYPES.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
