package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** rclone: copies by a few connections at once, and mounts. */
final class Rclone implements DavProgram {
    private final Path folder;
    private final Map<String, String> account;
    private final String share;

    /** @param vendor whose server it takes ours for; for {@code owncloud} it sends the times of files with them */
    Rclone(Drive drive, String share, Path folder, String vendor) throws IOException, InterruptedException {
        Tools.need("rclone", "rclone");
        this.folder = Files.createDirectory(folder.resolve("rclone-" + vendor));
        this.share = "drive:shares/" + share + "/";
        String hidden = Program.say(this.folder, Map.of(), drive.password, List.of("rclone", "obscure", "-"))
                .strip();
        this.account = new TreeMap<>(Map.of(
                "RCLONE_CONFIG",
                this.folder.resolve("rclone.conf").toString(),
                "RCLONE_CACHE_DIR",
                this.folder.resolve("cache").toString(),
                "RCLONE_CONFIG_DRIVE_TYPE",
                "webdav",
                "RCLONE_CONFIG_DRIVE_VENDOR",
                vendor,
                "RCLONE_CONFIG_DRIVE_URL",
                drive.url,
                "RCLONE_CONFIG_DRIVE_USER",
                drive.user,
                "RCLONE_CONFIG_DRIVE_PASS",
                hidden));
    }

    String say(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("rclone"));
        command.addAll(List.of(words));
        return Program.say(folder, account, command);
    }

    @Override
    public void put(Path tree, String name) throws Exception {
        say("copy", "--create-empty-src-dirs", tree.toString(), share + name);
        say("check", tree.toString(), share + name);
    }

    @Override
    public void get(String name, Path to) throws Exception {
        say("copy", "--create-empty-src-dirs", share + name, to.toString());
    }

    /** Mounts the share to be read, without a cache of its own. */
    Mounted mount() throws IOException, InterruptedException {
        Tools.need("fusermount3", "fuse3");
        Mounted.need();
        Path point = Files.createDirectory(folder.resolve("mount"));
        Mounted mounted = new Mounted(point, List.of("fusermount3", "-u"));
        say("mount", share, point.toString(), "--daemon", "--read-only", "--vfs-cache-mode", "off");
        return mounted;
    }
}
