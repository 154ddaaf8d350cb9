package org.myrmex.webdav.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An open folder of a share. Every operation takes one name in it and follows no link. Whoever swaps folders for links meanwhile
 * gets an error, and no way out of the share. One thread.
 */
interface Folder extends Closeable {
    /** Which folder it is, whatever it is called by now; empty where the system does not say. */
    Optional<Object> key() throws IOException;

    /** What is under a name; empty for nothing. */
    Optional<Facts> stat(String name) throws IOException;

    /** All that is in it, in the disk's order, to be closed by whoever asks; of each path the last name counts. */
    DirectoryStream<Path> paths() throws IOException;

    /** Tells all names, in the disk's order. */
    default void names(Consumer<String> each) throws IOException {
        try (DirectoryStream<Path> paths = paths()) {
            for (Path path : paths) {
                each.accept(path.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** @throws java.nio.file.NoSuchFileException or another one where it is no folder */
    Folder folder(String name) throws IOException;

    SeekableByteChannel read(String name) throws IOException;

    /** Makes a file that is not there yet. */
    SeekableByteChannel create(String name) throws IOException;

    /** Makes an empty file; false where something has that name. */
    default boolean make(String name) throws IOException {
        try (SeekableByteChannel file = create(name)) {
            return file.isOpen();
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    void makeFolder(String name) throws IOException;

    void removeFile(String name) throws IOException;

    /** Removes a folder that is empty. */
    void removeFolder(String name) throws IOException;

    /** Renames in one step; a file that has the new name is replaced. */
    void rename(String name, Folder target, String newName) throws IOException;

    void touch(String name, FileTime modified) throws IOException;

    /**
     * Brings the names in it to the disk, so that a loss of power takes back no rename that somebody was told of, or that what is kept
     * beside the files has followed.
     *
     * @return whether the system can do that; where it cannot, names follow when it sees fit
     * @throws IOException when the disk failed
     */
    boolean force() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens the folder of a share.
     *
     * @param root real path
     */
    @SuppressWarnings("StreamResourceLeak") // the folder closes it
    static Folder root(Path root) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(root, secure, secure);
        }
        stream.close();
        return new CheckedFolder(root);
    }
}
