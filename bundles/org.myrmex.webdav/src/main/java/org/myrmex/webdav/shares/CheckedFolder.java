package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;

/**
 * For systems whose folders cannot be held open (Windows): the path is looked at before and, where something was opened, after.
 */
final class CheckedFolder implements Folder {
    private final Path here;

    /** @param here real path */
    CheckedFolder(Path here) {
        this.here = here;
    }

    @Override
    public Optional<Object> key() {
        return Optional.empty();
    }

    @Override
    public Optional<Facts> stat(String name) throws IOException {
        check();
        try {
            return Optional.of(Facts.of(
                    Files.readAttributes(here.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // whoever asks closes it
    public DirectoryStream<Path> paths() throws IOException {
        check();
        return Files.newDirectoryStream(here);
    }

    @Override
    public Folder folder(String name) throws IOException {
        check();
        Path inner = here.resolve(name);
        if (!Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(name);
        }
        CheckedFolder folder = new CheckedFolder(here.resolve(inner.toRealPath().getFileName()));
        folder.check();
        return folder;
    }

    @Override
    public SeekableByteChannel read(String name) throws IOException {
        return opened(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel create(String name) throws IOException {
        return opened(name, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS));
    }

    private SeekableByteChannel opened(String name, Set<java.nio.file.OpenOption> options) throws IOException {
        check();
        SeekableByteChannel channel = Files.newByteChannel(here.resolve(name), options);
        try {
            check();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void makeFolder(String name) throws IOException {
        check();
        Files.createDirectory(here.resolve(name));
    }

    @Override
    public void removeFile(String name) throws IOException {
        check();
        Files.delete(here.resolve(name));
    }

    @Override
    public void removeFolder(String name) throws IOException {
        check();
        Files.delete(here.resolve(name));
    }

    @Override
    public void rename(String name, Folder target, String newName) throws IOException {
        CheckedFolder other = (CheckedFolder) target;
        check();
        other.check();
        Files.move(
                here.resolve(name),
                other.here.resolve(newName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void touch(String name, FileTime modified) throws IOException {
        check();
        Files.getFileAttributeView(here.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
    }

    @Override
    public boolean force() {
        // Windows opens no folder, and its file system keeps a log of names
        return false;
    }

    private void check() throws IOException {
        if (!here.toRealPath().equals(here)) {
            throw new NoSuchFileException("a folder of a share became a link");
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
