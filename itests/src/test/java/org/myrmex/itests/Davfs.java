package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** davfs2: a part of a drive mounted by the program that file managers of Linux use for it, with locks. */
final class Davfs implements DavProgram {
    private static final String USER = "davfs2";

    private final Path folder;
    private final String url;
    private int mounts;

    /**
     * @param path of what is mounted, below the drive
     * @param folder for its configuration, its cache and its mount points
     */
    Davfs(Drive drive, String path, Path folder) throws IOException, InterruptedException {
        Tools.need("mount.davfs", "davfs2");
        Mounted.need();
        this.folder = Files.createDirectory(enterable(folder).resolve("davfs"));
        this.url = drive.url + path;
        Path cache = Files.createDirectory(this.folder.resolve("cache"));
        Files.getFileAttributeView(cache, PosixFileAttributeView.class)
                .setGroup(cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(USER));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));
        Path secrets = Files.writeString(
                this.folder.resolve("secrets"), "\"" + url + "\" " + drive.user + " \"" + drive.password + "\"\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
        // without buf_size a listing fails on Linux from 6.16 (alisarctl/davfs2 issue 22)
        Files.writeString(
                this.folder.resolve("conf"),
                "secrets \"%s\"%ncache_dir \"%s\"%nask_auth 0%nuse_locks 1%nbuf_size 64%n".formatted(secrets, cache));
    }

    /** It gives up root for a user of its own, who must reach what it keeps; where he cannot, another folder does until the end. */
    private static Path enterable(Path folder) throws IOException {
        PosixFilePermission enter = PosixFilePermission.OTHERS_EXECUTE;
        boolean open = true;
        for (Path at = folder.toAbsolutePath().getParent(); at != null; at = at.getParent()) {
            open &= Files.getPosixFilePermissions(at).contains(enter);
        }
        Path entered = open ? folder : Files.createTempDirectory(Path.of("/var/tmp"), "myrmex-davfs");
        Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx--x--x"));
        if (!open) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(entered)));
        }
        return entered;
    }

    /** Never what is still mounted in it. */
    private static void remove(Path folder) {
        try {
            new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("left behind: " + folder, e);
        }
    }

    Mounted mount() throws IOException, InterruptedException {
        Path point = Files.createDirectory(folder.resolve("mount-" + ++mounts));
        Mounted mounted = new Mounted(point, List.of("umount"));
        Program.say(
                folder,
                Map.of(),
                List.of("mount.davfs", url, point.toString(), "-o", "rw,conf=" + folder.resolve("conf")));
        return mounted;
    }

    @Override
    public void put(Path tree, String name) throws Exception {
        try (Mounted mounted = mount()) {
            NamedTree.copy(tree, mounted.path().resolve(name));
            mounted.unmount();
        }
    }

    @Override
    public void get(String name, Path to) throws Exception {
        try (Mounted mounted = mount()) {
            NamedTree.copy(mounted.path().resolve(name), to);
            mounted.unmount();
        }
    }
}
