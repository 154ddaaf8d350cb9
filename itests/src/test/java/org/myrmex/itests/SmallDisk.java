package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system in memory with little room, for what is about to be attacked: an attack that fills the disk fills this one. Only root
 * can mount it. The end of the tests unmounts it, also when they are cut short, and the next run when they were killed.
 */
final class SmallDisk {
    static final int MEBIBYTES = 256;
    private static final int MAX_FILES = 30_000;
    private static final String MARK = "myrmex-small-disk-";
    private static final Pattern OURS = Pattern.compile("(?m)^" + MARK + "([0-9]+) (\\S+) ");

    private final Path scratch;
    private final Path root;
    private final FileStore store;
    private final Thread atExit = new Thread(this::unmountQuietly);
    private boolean mounted;

    /**
     * Mounts it.
     *
     * @param folder that holds the place
     * @param scratch for what programs print
     */
    SmallDisk(Path folder, Path scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        root = Files.createDirectory(folder.resolve("disk"));
        removeOrphans();
        Runtime.getRuntime().addShutdownHook(atExit);
        say(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=700,size=" + MEBIBYTES + "m,nr_inodes=" + MAX_FILES,
                MARK + ProcessHandle.current().pid(),
                root.toString());
        mounted = true;
        store = Files.getFileStore(root);
    }

    /** Skips the test, or fails it where CI is true, when none can be mounted. */
    static void need() {
        Tools.need("mount", "mount");
        boolean root = System.getProperty("user.name").equals("root");
        String reason = "a file system of its own needs root; run the tests as root to have this one";
        if (!root && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(reason);
        }
        Assumptions.assumeTrue(root, reason);
    }

    private void removeOrphans() throws IOException, InterruptedException {
        Matcher left = OURS.matcher(Files.readString(Path.of("/proc/self/mounts")));
        while (left.find()) {
            Optional<ProcessHandle> maker = ProcessHandle.of(Long.parseLong(left.group(1)));
            if (maker.isEmpty()) {
                say("umount", "--lazy", left.group(2));
            }
        }
    }

    Path root() {
        return root;
    }

    long usedBytes() throws IOException {
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    long freeBytes() throws IOException {
        return store.getUnallocatedSpace();
    }

    private void say(String... command) throws IOException, InterruptedException {
        Program.say(scratch, Map.of(), List.of(command));
    }

    void close() throws IOException, InterruptedException {
        if (mounted) {
            mounted = false;
            // lazily: a process that was just killed may hold it for another moment
            say("umount", "--lazy", root.toString());
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void unmountQuietly() {
        try {
            if (mounted) {
                say("umount", "--lazy", root.toString());
            }
        } catch (IOException | AssertionError e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
