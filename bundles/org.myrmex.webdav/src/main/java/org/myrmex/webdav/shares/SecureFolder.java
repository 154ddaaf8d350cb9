package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import org.myrmex.webdav.kept.Staged;

/** Held by a descriptor of the system: the names in it stay names in it, whatever happens to the path. */
final class SecureFolder implements Folder {
    private final Path rootPath;
    private final SecureDirectoryStream<Path> root;
    private final SecureDirectoryStream<Path> here;

    /** @param root the share's, not closed by this one unless it is the same */
    SecureFolder(Path rootPath, SecureDirectoryStream<Path> root, SecureDirectoryStream<Path> here) {
        this.rootPath = rootPath;
        this.root = root;
        this.here = here;
    }

    @Override
    public Optional<Object> key() throws IOException {
        return Facts.of(here.getFileAttributeView(BasicFileAttributeView.class).readAttributes())
                .key();
    }

    @Override
    public Optional<Facts> stat(String name) throws IOException {
        try {
            return Optional.of(Facts.of(view(name).readAttributes()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private BasicFileAttributeView view(String name) {
        return here.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public DirectoryStream<Path> paths() throws IOException {
        // a stream can be gone through once, so each time it is another one
        return here.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Folder folder(String name) throws IOException {
        return new SecureFolder(rootPath, root, here.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel read(String name) throws IOException {
        return here.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel create(String name) throws IOException {
        return here.newByteChannel(
                Path.of(name),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Java can make a folder by its path only, which somebody might have turned into another one by then. So it is made in the root,
     * and then renamed from descriptor to descriptor.
     */
    @Override
    public void makeFolder(String name) throws IOException {
        String made = Staged.name();
        Files.createDirectory(rootPath.resolve(made));
        try {
            root.move(Path.of(made), here, Path.of(name));
        } catch (IOException e) {
            root.deleteDirectory(Path.of(made));
            throw e;
        }
    }

    @Override
    public void removeFile(String name) throws IOException {
        here.deleteFile(Path.of(name));
    }

    @Override
    public void removeFolder(String name) throws IOException {
        here.deleteDirectory(Path.of(name));
    }

    @Override
    public void rename(String name, Folder target, String newName) throws IOException {
        here.move(Path.of(name), ((SecureFolder) target).here, Path.of(newName));
    }

    @Override
    public void touch(String name, FileTime modified) throws IOException {
        view(name).setTimes(modified, null, null);
    }

    @Override
    public boolean force() throws IOException {
        SeekableByteChannel folder;
        try {
            folder = here.newByteChannel(Path.of("."), Set.of(StandardOpenOption.READ));
        } catch (IOException e) {
            // what may be listed but not read, or is opened no such way
            return false;
        }
        try (folder) {
            if (folder instanceof FileChannel channel) {
                channel.force(true);
                return true;
            }
            return false;
        } catch (IOException e) {
            if (Refusals.isUnknownThere(e.getMessage())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
    }
}
