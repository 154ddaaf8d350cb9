package org.myrmex.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Keeps a home to one peer. The lock dies with its process, however that ends, so a crash leaves nothing to clean. */
final class HomeLock implements AutoCloseable {
    private final Home home;
    private final FileChannel channel;

    private HomeLock(Home home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Takes the lock if an earlier run left its file; writes nothing, so that a refused start leaves no trace. */
    static Optional<HomeLock> takeExisting(Home home) throws Refusal {
        return Files.isRegularFile(home.lockFile())
                ? Optional.of(take(home, StandardOpenOption.WRITE))
                : Optional.empty();
    }

    static HomeLock take(Home home) throws Refusal {
        return take(home, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    /**
     * Whether a peer has it: whatever else lies in the home may be what a crash left. To look costs a moment in which no peer could
     * start, so that this is not for what scripts ask all the time.
     */
    static boolean isHeld(Home home) {
        try (FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static HomeLock take(Home home, OpenOption... options) throws Refusal {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(home.lockFile(), options);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new HomeLock(home, channel);
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw Home.notWritable(home.run());
        }
        throw Refusal.failed(
                "a peer" + holder(home) + " is running on " + home.root(),
                "stop it with: myrmex down --home " + home.root() + ", or choose another folder with --home DIR");
    }

    /** Says who runs here and forgets what a crashed predecessor said. */
    void announce() throws Refusal {
        try {
            Files.deleteIfExists(home.httpFile());
            Files.deleteIfExists(home.tokenFile());
            Files.writeString(home.pidFile(), ProcessHandle.current().pid() + "\n");
            for (Path file : new Path[] {home.lockFile(), home.pidFile()}) {
                if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException e) {
            throw Home.notWritable(home.run());
        }
    }

    /** Lets go of a lock that was only looked at. */
    void releaseUnused() {
        closeQuietly(channel);
    }

    /** The lock file stays: deleting it would let two peers hold locks on two files of one name. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(home.pidFile());
        } catch (IOException e) {
            // A stale pid is only ever shown, never used.
            closeQuietly(channel);
            return;
        }
        closeQuietly(channel);
    }

    private static String holder(Home home) {
        try {
            return " (pid " + Files.readString(home.pidFile()).strip() + ")";
        } catch (IOException e) {
            return ""; // It started this very moment and has not written its pid yet.
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                return; // The refusal that follows is the better story.
            }
        }
    }
}
