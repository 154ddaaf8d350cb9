package org.myrmex.sharing.shares;

import java.nio.file.Path;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.wire.SearchAnswer;

/**
 * A file that others may fetch.
 *
 * @param folder the share it was found in, its real path: nothing outside is ever served
 * @param path where it lies
 * @param seen as it was when it was hashed
 */
public record SharedFile(Path folder, Path path, Seen seen, FileTree tree) {
    public ContentId id() {
        return tree.id();
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** What others are told: no folder, time or share name. */
    public SearchAnswer.Found found() {
        return SearchAnswer.Found.of(id(), seen.sizeBytes(), MimeType.of(name()), name());
    }
}
