package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.disk.RecordLog;
import org.myrmex.sharing.merkle.FileTree;

/** Remembers over restarts what files hash to, by path, size and time. Not forced to disk: what a crash loses is hashed again. */
final class HashCache implements Closeable {
    private static final byte[] HEADER = "myrmex hashes 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_FILES = 1_000_000;
    /** Records of files that changed since, before the log is written anew at the start. */
    private static final int MAX_STALE = 10_000;

    private final Map<Path, Entry> byPath = new LinkedHashMap<>();
    private final RecordLog log;
    private int stale;

    private record Entry(Seen seen, FileTree tree) {}

    HashCache(Path file) throws IOException {
        RecordLog opened = RecordLog.open(file, HEADER, this::read);
        if (stale > MAX_STALE) {
            opened.close();
            opened = rewritten(file);
        }
        log = opened;
    }

    synchronized Optional<FileTree> find(Path file, Seen seen) {
        Entry entry = byPath.get(file);
        return entry != null && entry.seen().equals(seen) ? Optional.of(entry.tree()) : Optional.empty();
    }

    synchronized void put(Path file, Seen seen, FileTree tree) throws IOException {
        Entry entry = new Entry(seen, tree);
        if (byPath.size() < MAX_FILES || byPath.containsKey(file)) {
            byPath.put(file, entry);
            log.append(record(file, entry));
        }
    }

    synchronized void forget(Path file) {
        byPath.remove(file);
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private RecordLog rewritten(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (RecordLog copy = RecordLog.open(fresh, HEADER, record -> true)) {
            for (Map.Entry<Path, Entry> entry : byPath.entrySet()) {
                copy.append(record(entry.getKey(), entry.getValue()));
            }
            copy.force();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return RecordLog.open(file, HEADER, record -> true);
    }

    private boolean read(ByteBuffer in) {
        int fixed = Integer.BYTES + 2 * Long.BYTES + ContentId.LENGTH;
        if (in.remaining() < fixed) {
            return false;
        }
        int pathLength = in.getInt();
        Seen seen = new Seen(in.getLong(), in.getLong());
        byte[] id = new byte[ContentId.LENGTH];
        in.get(id);
        if (pathLength < 1 || pathLength > in.remaining()) {
            return false;
        }
        byte[] path = new byte[pathLength];
        byte[] runRoots = new byte[in.remaining() - pathLength];
        in.get(path).get(runRoots);
        Entry entry = new Entry(seen, new FileTree(ContentId.of(id), runRoots));
        if (byPath.put(Path.of(new String(path, StandardCharsets.UTF_8)), entry) != null) {
            stale++;
        }
        return byPath.size() <= MAX_FILES;
    }

    private static ByteBuffer record(Path file, Entry entry) {
        byte[] path = file.toString().getBytes(StandardCharsets.UTF_8);
        byte[] runRoots = entry.tree().runRoots();
        return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + ContentId.LENGTH + path.length + runRoots.length)
                .putInt(path.length)
                .putLong(entry.seen().sizeBytes())
                .putLong(entry.seen().modifiedNanos())
                .put(entry.tree().id().bytes())
                .put(path)
                .put(runRoots)
                .flip();
    }
}
