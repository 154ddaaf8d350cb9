package org.myrmex.webdav.network;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that systems ask for in every folder that they see, without a person having wished it. They never reach the network.
 */
final class NoiseNames {
    private static final Set<String> NAMES = Set.of(
            // macOS: Finder, Spotlight, Time Machine, and what its volumes are probed for
            ".ds_store",
            ".localized",
            ".hidden",
            ".metadata_never_index",
            ".metadata_never_index_unless_rootfs",
            ".metadata_direct_scope_only",
            ".ql_disablethumbnails",
            ".ql_disablecache",
            ".volumeicon.icns",
            ".apdisk",
            "backups.backupdb",
            "mach_kernel",
            // Windows: Explorer, its thumbnails, automatic start, media folders
            "desktop.ini",
            "thumbs.db",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "autorun.inf",
            "folder.jpg",
            "folder.gif",
            "$recycle.bin",
            "recycler",
            "system volume information",
            "pagefile.sys",
            // GNOME, KDE, and version control that prompts look for
            ".directory",
            ".xdg-volume-info",
            "autorun.sh",
            ".git",
            ".hg",
            ".svn",
            ".bzr",
            // Android and media servers
            ".nomedia",
            ".plexignore",
            // browsers
            "favicon.ico",
            "robots.txt",
            ".well-known");

    private static final List<String> BEGINNINGS = List.of(
            "._",
            ".trash",
            ".spotlight-",
            ".fseventsd",
            ".temporaryitems",
            ".documentrevisions-",
            ".nfs",
            ".goutputstream-",
            ".~lock.",
            "~$");

    /** By the presence of these macOS learns that it shall not read all files for its index and its previews. */
    private static final Set<String> KEEP_OUT = Set.of(".metadata_never_index", ".ql_disablethumbnails");

    private NoiseNames() {}

    /** Whether an empty file of that name keeps a system from reading everything. */
    static boolean keepsOut(String name) {
        return KEEP_OUT.contains(name);
    }

    static boolean is(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || BEGINNINGS.stream().anyMatch(lower::startsWith) || isAlbumArt(lower);
    }

    /** Windows asks for these by the number of the album; the word alone is one that people search for. */
    private static boolean isAlbumArt(String lower) {
        return lower.startsWith("albumart") && lower.endsWith(".jpg");
    }
}
