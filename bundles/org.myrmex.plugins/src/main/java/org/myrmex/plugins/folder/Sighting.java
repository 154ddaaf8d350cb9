package org.myrmex.plugins.folder;

/**
 * A name in the folder at one look. Two equal sightings mean that nobody wrote in between.
 *
 * @param size bytes
 * @param modifiedMicros when it was written, microseconds since 1970 as its file system says
 * @param identity what the file system calls it; a file that is renamed over another has another one
 */
public record Sighting(String name, Kind kind, long size, long modifiedMicros, String identity) {
    /** What a name stands for. */
    public enum Kind {
        FILE,
        FOLDER,
        /** A device, a pipe, a link that leads nowhere. */
        OTHER
    }

    /** Names that people and programs use for what is not ready, or not meant. */
    public static boolean isIgnored(String name) {
        return name.startsWith(".") || name.endsWith(".tmp") || name.endsWith(".part") || name.endsWith("~");
    }

    public boolean isJar() {
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(".jar");
    }
}
