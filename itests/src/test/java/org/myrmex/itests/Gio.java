package org.myrmex.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** gio: what GNOME's file manager does, in a session of its own for each script. */
final class Gio implements DavProgram {
    private static final int LIMIT_SECONDS = 30;

    /** Fetches a folder by the addresses that a listing gives. */
    private static final String WALK =
            """
            walk() {
              mkdir -p "$2"
              local line uri kind
              gio list -h -l -u "$1" | while IFS=$'\\t' read -r uri _ kind; do
                if [[ $kind == *directory* ]]; then
                  local name=${uri%/}
                  name=${name##*/}
                  walk "$uri" "$2/$(printf '%b' "${name//%/\\\\x}")"
                else
                  gio copy "$uri" "$2/"
                fi
              done
            }
            """;

    private final Path folder;
    private final Drive drive;

    /** Address of the share as gio writes it. */
    final String url;

    Gio(Drive drive, String share, Path folder) throws IOException {
        Tools.need("gio", "libglib2.0-bin");
        Tools.need("dbus-run-session", "dbus-daemon");
        Tools.need(
                Files.exists(Path.of("/usr/share/gvfs/mounts/dav.mount")),
                "gvfs cannot mount drives; install it with: apt-get install gvfs-backends");
        this.folder = Files.createDirectory(folder.resolve("gio"));
        this.drive = drive;
        this.url = drive.url.replaceFirst("^http://", "dav://" + drive.user + "@") + "/shares/" + share + "/";
    }

    /** Runs commands of a shell with the share mounted; each must succeed. What they print. */
    String run(String... lines) throws Exception {
        Path script = folder.resolve("script");
        String mount = "gio mount '" + url + "' <<<\"$PASSWORD\" >mount.txt\n";
        Files.writeString(
                script,
                "set -euo pipefail\n" + WALK + mount + String.join("\n", lines) + "\ngio mount -u '" + url + "'\n");
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PASSWORD",
                drive.password,
                "HOME",
                folder.toString(),
                "GVFS_DISABLE_FUSE", // or the folder has a mount in it, which ends after its session
                "1",
                "LC_ALL",
                "C.UTF-8",
                "GIO_USE_VOLUME_MONITOR",
                "unix",
                "XDG_RUNTIME_DIR",
                folder.toString()));
        String printed = Program.say(folder, environment, List.of("dbus-run-session", "--", "bash", script.toString()));
        awaitDaemons();
        return printed;
    }

    /** What a session started ends a moment after it, when it notices; until then it may write into the folder. */
    private void awaitDaemons() throws Exception {
        List<ProcessHandle> daemons;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            daemons = all.filter(this::isOfThisFolder).toList();
        }
        for (ProcessHandle daemon : daemons) {
            daemon.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private boolean isOfThisFolder(ProcessHandle process) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0")).contains("XDG_RUNTIME_DIR=" + folder);
        } catch (IOException e) {
            return false; // over already, or another user's
        }
    }

    @Override
    public void put(Path tree, String name) throws Exception {
        StringBuilder script = new StringBuilder();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path at : all.filter(Files::isDirectory).toList()) {
                String to = quoted(url + NamedTree.url(name + "/" + tree.relativize(at)));
                script.append("gio mkdir ").append(to).append('\n');
                String files = files(at);
                if (!files.isEmpty()) {
                    script.append("gio copy ").append(files).append(to).append('\n');
                }
            }
        }
        run(script.toString());
    }

    private static String files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> quoted(file.toString()) + " ")
                    .collect(Collectors.joining());
        }
    }

    @Override
    public void get(String name, Path to) throws Exception {
        run("walk " + quoted(url + name) + " " + quoted(to.toString()));
    }

    /** As one word of a shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
