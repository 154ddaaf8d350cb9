package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.myrmex.sharing.merkle.BlockLayout;

/** Looks what lies in a folder. Links are followed only to a file inside of it: a link to a folder would lead out or in circles. */
final class FolderScan extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Excluded excluded;
    private final int most;
    private final Map<Path, Seen> files = new TreeMap<>();

    private FolderScan(Path root, Excluded excluded, int most) {
        this.root = root;
        this.excluded = excluded;
        this.most = most;
    }

    /**
     * @param root real path of the folder
     * @param most files that are taken, in the order of the file system
     * @throws IOException when the folder itself cannot be read
     */
    static Map<Path, Seen> of(Path root, Excluded excluded, int most) throws IOException {
        FolderScan scan = new FolderScan(root, excluded, most);
        Files.walkFileTree(root, scan);
        return scan.files;
    }

    /** Whether a file is where it seems to be: a link may have been put there since. */
    static boolean isInside(Path folder, Path file) throws IOException {
        return file.toRealPath().startsWith(folder);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        return excluded.name(folder.getFileName().toString()) || excluded.folder(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (excluded.name(file.getFileName().toString())) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            try {
                visitLink(file);
            } catch (IOException e) {
                // It went while we looked: that is no reason to take the whole share out.
                return FileVisitResult.CONTINUE;
            }
        } else {
            take(file, attributes);
        }
        return files.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (file.equals(root)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
        if (e != null && folder.equals(root)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    private void visitLink(Path link) throws IOException {
        if (!Files.isRegularFile(link)) {
            return;
        }
        Path real = link.toRealPath();
        if (real.startsWith(root) && !excluded.folder(real)) {
            take(link, Files.readAttributes(real, BasicFileAttributes.class));
        }
    }

    private void take(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && BlockLayout.accepts(attributes.size())) {
            files.put(file, Seen.of(attributes));
        }
    }
}
