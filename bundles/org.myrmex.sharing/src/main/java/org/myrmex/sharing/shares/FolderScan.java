package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.myrmex.sharing.merkle.BlockLayout;

/** Looks what lies in a folder. Links are followed only to a file inside of it: a link to a folder would lead out or in circles. */
final class FolderScan extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Excluded excluded;
    private final int most;
    private final Predicate<Path> enter;
    private final Map<Path, Seen> files = new TreeMap<>();
    private final Set<Path> entered = new HashSet<>();

    /**
     * @param root real path of the share
     * @param most files that are taken, in the order of the file system
     * @param enter asked of each folder before it is looked at; those that are never shared are left out already
     */
    FolderScan(Path root, Excluded excluded, int most, Predicate<Path> enter) {
        this.root = root;
        this.excluded = excluded;
        this.most = most;
        this.enter = enter;
    }

    /** Files that were seen. */
    Map<Path, Seen> files() {
        return files;
    }

    /** Folders that were looked at. */
    Set<Path> entered() {
        return entered;
    }

    /**
     * Looks at the share, or at what lies at a place in it; nothing may.
     *
     * @throws IOException when it is the share and cannot be read
     */
    void walk(Path from) throws IOException {
        Files.walkFileTree(from, this);
    }

    /** Whether a file is where it seems to be: a link may have been put there since. */
    static boolean isInside(Path folder, Path file) throws IOException {
        return file.toRealPath().startsWith(folder);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean isExcluded =
                !folder.equals(root) && (excluded.name(folder.getFileName().toString()) || excluded.folder(folder));
        if (isExcluded || !enter.test(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        entered.add(folder);
        return FileVisitResult.CONTINUE;
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
