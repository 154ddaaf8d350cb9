package org.myrmex.sharing.downloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.disk.SafeName;
import org.myrmex.sharing.shares.FileHashing;

/** Where a download goes. */
final class Targets {
    private final Path folder;

    /** @param folder for those that name no file */
    Targets(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    /**
     * The file to make.
     *
     * @param heardName what somebody called it; used when the link has no name
     */
    Path choose(DownloadRequest request, Optional<String> heardName) {
        String name = request.link()
                .name()
                .or(() -> heardName)
                .map(SafeName::of)
                .orElseGet(() -> request.link().id().toString());
        Path target = request.target().orElse(folder).toAbsolutePath().normalize();
        return request.target().isEmpty() || Files.isDirectory(target) ? target.resolve(name) : target;
    }

    /** Makes the download folder when it is meant. @throws IOException one line */
    void makeFolder(Path target) throws IOException {
        Path parent = target.getParent();
        if (folder.equals(parent)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new IOException(
                        "cannot make " + folder + " (" + Problem.of(e) + "); choose another place with -o", e);
            }
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IOException("the folder " + parent + " does not exist; make it, or choose another with -o");
        }
    }

    /**
     * Whether the content is there already.
     *
     * @throws IOException one line, when something else is there
     */
    static boolean isThere(Path target, ContentId id) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (Files.isRegularFile(target) && FileHashing.of(target).id().equals(id)) {
            return true;
        }
        throw new IOException(target + " exists; choose another with -o");
    }

    /** Opens the partial file. @throws IOException one line */
    static PartialFile open(Path target, ContentId id) throws IOException {
        try {
            return new PartialFile(target, id);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + target + " (" + Problem.of(e) + "); choose another place with -o", e);
        }
    }
}
