package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A drive in the file system of this machine. The end unmounts it, and so does the end of the tests when they are cut short. */
final class Mounted implements AutoCloseable {
    private final Path point;
    private final Path folder;
    private final List<String> unmount;
    private final Thread atExit;

    /**
     * Of what a program is about to mount.
     *
     * @param point an empty folder
     * @param unmount what unmounts it, without the folder's name
     */
    Mounted(Path point, List<String> unmount) throws IOException {
        this.point = point;
        this.folder = point.getParent();
        this.unmount = List.copyOf(unmount);
        this.atExit = new Thread(this::detach);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static void need() {
        Tools.need(Files.exists(Path.of("/dev/fuse")), "this machine has no /dev/fuse; load the module fuse");
        Tools.needRoot("mounts");
    }

    Path path() {
        return point;
    }

    /** Unmounts; what was written is with the peer afterwards. */
    void unmount() throws IOException, InterruptedException {
        Program.say(folder, Map.of(), command(unmount));
    }

    /** Unmounts it if that was not done before, whatever state it is in. */
    @Override
    public void close() {
        detach();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void detach() {
        try {
            boolean mounted = Files.readString(Path.of("/proc/self/mounts")).contains(" " + point + " ");
            if (mounted) {
                new ProcessBuilder(command(List.of("umount", "-l")))
                        .redirectErrorStream(true)
                        .start()
                        .waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("still mounted: " + point, e);
        }
    }

    private List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(point.toString());
        return all;
    }
}
