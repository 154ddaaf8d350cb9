package org.myrmex.plugins.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Plan;

/** What commands do, which is to change the folder: so that it and they never disagree. Called by the folder's lane. */
final class FolderWrites {
    /** Commands at work at once that may yet want back what they replaced. */
    private static final int MAX_REPLACED = 4;

    private final DropFolder folder;
    private final PluginFiles files;
    private final Planner planner;
    private final Installer installer;
    private final Deque<String> replaced = new ArrayDeque<>();

    FolderWrites(DropFolder folder, PluginFiles files, Planner planner, Installer installer) {
        this.folder = folder;
        this.files = files;
        this.planner = planner;
        this.installer = installer;
    }

    /**
     * A file that was put into the folder.
     *
     * @param candidate by its name there
     * @param before what the file held until then
     */
    record Put(Candidate candidate, Plan plan, Optional<Candidate> before) {}

    /** What putting in this file would do. */
    Plan plan(Path source) throws FailedException {
        Candidate candidate = read(source);
        return planner.plan(candidate, Optional.ofNullable(installer.plugins().get(candidate.name())));
    }

    /** @param expected the symbolic name that it must have */
    Put put(Path source, Optional<String> expected) throws FailedException, IOException, InterruptedException {
        Candidate read = read(source);
        if (expected.isPresent() && !expected.get().equals(read.name())) {
            throw new FailedException(source + " holds " + read.name() + ", not " + expected.get()
                    + "; name the right jar, or write: plugin install FILE");
        }
        Optional<Plugin> present = Optional.ofNullable(installer.plugins().get(read.name()));
        Plan plan = planner.plan(read, present);
        String name = target(read, present);
        Optional<Candidate> before = folder.candidate(name);
        before.ifPresent(this::keep);
        Candidate candidate = new Candidate(name, read.sha256(), read.modifiedMicros(), read.manifest());
        write(candidate);
        folder.apply();
        return new Put(candidate, plan, before);
    }

    /** Hashes of the bytes that {@link #undo} would bring back. */
    Collection<String> replaced() {
        return replaced;
    }

    private void keep(Candidate before) {
        replaced.add(before.sha256());
        if (replaced.size() > MAX_REPLACED) {
            replaced.remove();
        }
    }

    /** Brings back what the file held. */
    void undo(Put put) throws IOException, InterruptedException {
        if (put.before().isPresent()) {
            write(put.before().get());
            folder.apply();
        } else {
            Files.deleteIfExists(folder.folder().resolve(put.candidate().file()));
            folder.look(false);
        }
    }

    /** Takes all files of a bundle out of the folder, or a file by its own name. */
    List<String> remove(String name) throws FailedException, IOException, InterruptedException {
        List<String> names = folder.filesOf(name);
        for (String file : names) {
            Path path = folder.folder().resolve(file);
            if (Files.isDirectory(path)) {
                throw new FailedException(path + " is a folder; remove it yourself");
            }
            Files.deleteIfExists(path);
        }
        folder.look(false);
        return names;
    }

    private Candidate read(Path source) throws FailedException {
        if (!Files.exists(source)) {
            throw new FailedException("there is no file " + source + "; name the jar of a bundle");
        }
        Reading reading = files.read(source, FolderListing.sighting(source));
        if (reading.finding().cause() == Cause.BEING_COPIED) {
            throw new FailedException(
                    source.getFileName() + " is cut off: the end of the jar is missing; copy or build it again");
        }
        Candidate candidate = reading.candidate()
                .orElseThrow(() -> new FailedException(reading.finding().asLine()));
        var refusal = folder.refusal(candidate);
        if (refusal.isPresent()) {
            throw new FailedException(refusal.get().asLine());
        }
        return candidate;
    }

    /** The file that holds this bundle now; else the name that the file has, unless another bundle's file has it. */
    private String target(Candidate read, Optional<Plugin> present) {
        if (present.isPresent()
                && folder.candidate(present.get().installed().file()).isPresent()) {
            return present.get().installed().file();
        }
        Optional<Candidate> there = folder.candidate(read.file());
        boolean free = there.isEmpty() || there.get().name().equals(read.name());
        return free ? read.file() : read.name() + "-" + read.version() + ".jar";
    }

    private void write(Candidate candidate) throws IOException {
        Path target = folder.folder().resolve(candidate.file());
        Path fresh = folder.folder().resolve("." + candidate.sha256() + ".tmp");
        try (InputStream in = files.open(candidate.sha256());
                FileChannel out = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, n); rest.hasRemaining(); ) {
                    out.write(rest);
                }
            }
            out.force(true);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        folder.written(candidate);
    }
}
