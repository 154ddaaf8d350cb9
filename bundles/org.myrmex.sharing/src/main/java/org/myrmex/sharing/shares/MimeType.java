package org.myrmex.sharing.shares;

import java.util.Locale;
import java.util.Map;

/** Guesses a type from a name. Our own table: the platform's differs from system to system, which would tell them apart. */
final class MimeType {
    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("7z", "application/x-7z-compressed"),
            Map.entry("aac", "audio/aac"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("bz2", "application/x-bzip2"),
            Map.entry("css", "text/css"),
            Map.entry("csv", "text/csv"),
            Map.entry("doc", "application/msword"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("epub", "application/epub+zip"),
            Map.entry("flac", "audio/flac"),
            Map.entry("gif", "image/gif"),
            Map.entry("gz", "application/gzip"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("iso", "application/x-iso9660-image"),
            Map.entry("jar", "application/java-archive"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("md", "text/markdown"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("tar", "application/x-tar"),
            Map.entry("txt", "text/plain"),
            Map.entry("wav", "audio/wav"),
            Map.entry("webm", "video/webm"),
            Map.entry("webp", "image/webp"),
            Map.entry("xml", "application/xml"),
            Map.entry("xz", "application/x-xz"),
            Map.entry("zip", "application/zip"),
            Map.entry("zst", "application/zstd"));

    private MimeType() {}

    static String of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }
}
