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
     * @param folder for its configuration, its cache and its mount points; everybody must be able to enter it
     */
    Davfs(Drive drive, String path, Path folder) throws IOException, InterruptedException {
        Tools.need("mount.davfs", "davfs2");
        Mounted.need();
        this.folder = Files.createDirectory(folder.resolve("davfs"));
        this.url = drive.url + path;
        // it gives up root for a user of its own, who must reach what it keeps
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        needWayIn();
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

    private void needWayIn() throws IOException {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            boolean open = Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE);
            Tools.need(
                    open, "the user " + USER + " cannot enter " + at + "; build in a folder that everybody may enter");
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
