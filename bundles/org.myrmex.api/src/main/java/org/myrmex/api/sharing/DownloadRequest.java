package org.myrmex.api.sharing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to fetch and where to.
 *
 * @param link what
 * @param target file to make; empty: the link's name in the peer's download folder
 * @param limitBytesPerSecond most bytes to take in a second; empty for as fast as it goes
 * @param window blocks asked for at a time, 1 to 64; 1 is MUTE's one after the other
 */
public record DownloadRequest(ContentLink link, Optional<Path> target, OptionalLong limitBytesPerSecond, int window) {
    /** As fast as it goes, to the download folder. */
    public static DownloadRequest of(ContentLink link) {
        return new DownloadRequest(link, Optional.empty(), OptionalLong.empty(), 64);
    }
}
