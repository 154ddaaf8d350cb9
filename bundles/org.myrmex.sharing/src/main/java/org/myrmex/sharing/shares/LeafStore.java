package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leaves of contents, so that a run is proven without its 4 MiB being read again: a file for each, leaf after leaf,
 * named by the id; runs that nobody has put there yet are zeros, or beyond its end. Nobody believes them unproven, so they
 * are not forced to disk and may go at any time. Any thread.
 */
public final class LeafStore {
    private static final Logger LOG = LoggerFactory.getLogger(LeafStore.class);

    /** Leaves of 128 GiB. */
    private static final long MAX_BYTES = 256 << 20;
    /** The smallest have 8 KiB, so that hardly more than these fit into the bytes. */
    private static final int MAX_FILES = 32_768;
    /** The time of a file says when it was used last, so roughly; it is all that a restart has to go by. */
    private static final long TOUCH_MICROS = TimeUnit.DAYS.toMicros(1);

    /** Which contents were shared long ago is nobody's business who finds the disk. */
    private static final long UNUSED_MICROS = TimeUnit.DAYS.toMicros(60);

    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final Clock clock;
    private final long maxBytes;
    private final int maxFiles;
    /** Those unused for longest come first. */
    private final Map<ContentId, Kept> kept = new LinkedHashMap<>();

    private long bytes;
    private boolean complained;

    private record Kept(long bytes, long touchedMicros) {}

    LeafStore(Path folder, Clock clock) {
        this(folder, clock, MAX_BYTES, MAX_FILES);
    }

    LeafStore(Path folder, Clock clock, long maxBytes, int maxFiles) {
        this.folder = folder;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
        try {
            Files.createDirectories(folder);
            list();
        } catch (IOException e) {
            complain(e);
        } catch (DirectoryIteratorException e) {
            complain(e.getCause());
        }
    }

    /** The leaves of a shared file, for reading. */
    public KeptLeaves of(SharedFile file) {
        return new KeptLeaves(this, file.id(), file.seen().sizeBytes());
    }

    /** Takes the leaves of a file of that length while it is hashed. */
    LeafWriter writer(long sizeBytes) {
        return new LeafWriter(this, keeps(sizeBytes) ? leafBytes(sizeBytes) : 0);
    }

    /** Not one run alone: of such files there may be a million, and each is hashed within 10 ms. Nor what has no room. */
    boolean keeps(long sizeBytes) {
        return sizeBytes > (long) BlockLayout.RUN_LEAVES * ContentId.BLOCK_BYTES && leafBytes(sizeBytes) <= maxBytes;
    }

    /** A file to be filled, then kept; it does not outlive a restart. */
    Path unfinished() throws IOException {
        return Files.createTempFile(folder, "", UNFINISHED);
    }

    synchronized void keep(Path unfinished, ContentId id, long leafBytes) throws IOException {
        Files.move(unfinished, fileOf(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        use(id, leafBytes);
    }

    synchronized FileChannel open(ContentId id, long sizeBytes) throws IOException {
        FileChannel file = FileChannel.open(fileOf(id), StandardOpenOption.READ);
        use(id, leafBytes(sizeBytes));
        return file;
    }

    /** Puts leaves at their place, in a file of holes if there is none. One that cannot be written is given up. */
    synchronized void put(ContentId id, long sizeBytes, long at, byte[] leaves) {
        use(id, leafBytes(sizeBytes));
        try (FileChannel file = FileChannel.open(fileOf(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(leaves);
            while (rest.hasRemaining()) {
                file.write(rest, at + rest.position());
            }
        } catch (ClosedByInterruptException e) {
            LOG.debug("leaves were not kept: the peer stops");
        } catch (IOException e) {
            complain(e);
            forget(id);
        }
    }

    /** Once is enough: it costs time only. */
    synchronized void complain(IOException e) {
        if (complained || e instanceof ClosedByInterruptException) {
            LOG.debug("leaves of a shared file could not be kept");
        } else {
            complained = true;
            LOG.warn("leaves cannot be kept ({}): uploads read shared files twice; make room", Problem.of(e));
        }
    }

    private void list() throws IOException {
        Map<ContentId, Kept> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else if (name.matches("[0-9a-f]{64}")) {
                    Seen seen = Seen.at(file);
                    long micros = TimeUnit.NANOSECONDS.toMicros(seen.modifiedNanos());
                    found.put(ContentId.parse(name), new Kept(seen.sizeBytes(), micros));
                }
            }
        }
        found.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().touchedMicros()))
                .forEach(entry -> {
                    kept.put(entry.getKey(), entry.getValue());
                    bytes += entry.getValue().bytes();
                });
        makeRoom();
        long now = clock.nowMicros();
        List.copyOf(kept.entrySet()).stream()
                .filter(entry -> now - entry.getValue().touchedMicros() > UNUSED_MICROS)
                .forEach(entry -> forget(entry.getKey()));
    }

    /** Makes it the one used last, and room for it. */
    private void use(ContentId id, long leafBytes) {
        long now = clock.nowMicros();
        Kept before = kept.remove(id);
        bytes += leafBytes - (before == null ? 0 : before.bytes());
        boolean isOld = before != null && Math.abs(now - before.touchedMicros()) > TOUCH_MICROS;
        kept.put(id, new Kept(leafBytes, before == null || isOld ? now : before.touchedMicros()));
        if (isOld) {
            touch(id, now);
        }
        makeRoom();
    }

    private void touch(ContentId id, long nowMicros) {
        try {
            Files.setLastModifiedTime(fileOf(id), FileTime.from(nowMicros, TimeUnit.MICROSECONDS));
        } catch (IOException e) {
            LOG.debug("leaves that are in use may be given up after a restart");
        }
    }

    private void makeRoom() {
        while (bytes > maxBytes || kept.size() > maxFiles) {
            forget(kept.keySet().iterator().next());
        }
    }

    private void forget(ContentId id) {
        Kept gone = kept.remove(id);
        bytes -= gone == null ? 0 : gone.bytes();
        try {
            Files.deleteIfExists(fileOf(id));
        } catch (IOException e) {
            LOG.debug("leaves that have to go cannot be deleted");
        }
    }

    private Path fileOf(ContentId id) {
        return folder.resolve(id.toString());
    }

    private static long leafBytes(long sizeBytes) {
        return (sizeBytes + ContentId.BLOCK_BYTES - 1) / ContentId.BLOCK_BYTES * Tree.HASH_BYTES;
    }
}
