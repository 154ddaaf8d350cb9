package org.myrmex.sharing.downloads;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.disk.RecordLog;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.wire.MalformedException;

/**
 * A file on its way: the blocks in {@code <target>.myrmex-part}, and what is verified in {@code <target>.myrmex-state}. The
 * state is a log of records, hashes (0) and verified blocks of a run (1); it is written only after the blocks that it claims
 * are on the disk, so that after a crash it may lag but never lead. One thread at a time, but for {@link Checkpoint}.
 */
final class PartialFile implements Closeable {
    static final String PART = ".myrmex-part";
    static final String STATE = ".myrmex-state";

    private static final byte[] MAGIC = "myrmex partial 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT_BYTES = 16 * ContentId.BLOCK_BYTES;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte HASHES = 0;
    private static final byte BLOCKS = 1;

    private final Path target;
    private final ContentId id;
    private final boolean fresh;
    private final FileChannel data;
    /** Blocks in a row that are not in the file yet, and the place of the first. */
    private ByteBuffer kept = NOTHING;

    private long keptAt;
    private final List<ByteBuffer> newHashes = new ArrayList<>();
    private final TreeSet<Integer> changedRuns = new TreeSet<>();
    private RecordLog log;

    /** Opens or makes the file of the blocks. */
    PartialFile(Path target, ContentId id) throws IOException {
        this.target = target;
        this.id = id;
        Path part = sibling(PART);
        fresh = !Files.exists(part);
        data = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Work for a thread that may wait for the disk; no other method but {@link #write} may be called while it runs. */
    @FunctionalInterface
    interface Checkpoint {
        void run() throws IOException;
    }

    /** What an earlier run left, every block of it read and verified again; empty when there is nothing of use. */
    Optional<BlockPlan> resume() throws IOException {
        Optional<BlockLayout> stored = storedLayout();
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        BlockLayout layout = stored.get();
        byte[] header = header(layout);
        BitSet claimed = new BitSet();
        RecordLog.read(sibling(STATE), header, record -> claim(record, layout, claimed));
        BitSet verified = new BitSet();
        Map<Integer, byte[]> open = new TreeMap<>();
        if (layout.blocks() == 1) {
            verify(new BlockPlan(id, layout), 0, claimed, verified);
        }
        log = RecordLog.open(sibling(STATE), header, record -> check(record, layout, claimed, verified, open));
        return Optional.of(new BlockPlan(id, layout, verified, open));
    }

    /** Keeps a block; it goes to the file with its neighbours, before the next {@link #checkpoint} or {@link #finish}. */
    void write(int block, ByteBuffer bytes, BlockLayout layout) throws IOException {
        long at = layout.offsetOf(block);
        if (kept.capacity() == 0) {
            kept = ByteBuffer.allocateDirect(KEPT_BYTES);
        }
        if (at != keptAt + kept.position() || bytes.remaining() > kept.remaining()) {
            flush();
            keptAt = at;
        }
        kept.put(bytes);
        changedRuns.add(layout.runOf(block));
    }

    /** A call for each block cost more than its bytes. */
    private void flush() throws IOException {
        kept.flip();
        while (kept.hasRemaining()) {
            data.write(kept, keptAt + kept.position());
        }
        kept.clear();
    }

    void hashes(FilesMessage.Hashes hashes) {
        byte[] message = hashes.encode();
        newHashes.add(
                ByteBuffer.allocate(1 + message.length).put(HASHES).put(message).flip());
    }

    /** What was noted was about a file of another length. */
    void forget() {
        kept.clear();
        newHashes.clear();
        changedRuns.clear();
    }

    /** What has to be done so that a crash loses nothing of the plan's blocks; empty when there is nothing new. */
    Optional<Checkpoint> checkpoint(BlockPlan plan) throws IOException {
        if (newHashes.isEmpty() && changedRuns.isEmpty()) {
            return Optional.empty();
        }
        flush();
        List<ByteBuffer> records = new ArrayList<>(newHashes);
        for (int run : changedRuns) {
            byte[] bits = plan.verifiedOf(run).toByteArray();
            records.add(ByteBuffer.allocate(1 + Integer.BYTES + bits.length)
                    .put(BLOCKS)
                    .putInt(run)
                    .put(bits)
                    .flip());
        }
        forget();
        byte[] header = header(plan.layout());
        return Optional.of(() -> {
            data.force(false);
            if (log == null) {
                log = RecordLog.open(sibling(STATE), header, record -> false);
            }
            for (ByteBuffer record : records) {
                log.append(record);
            }
            log.force();
        });
    }

    /** All blocks are there: gives the file its name, at once or not at all. */
    void finish(long sizeBytes) throws IOException {
        flush();
        data.truncate(sizeBytes);
        data.force(true);
        close();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(sibling(PART), target, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
        Files.deleteIfExists(sibling(STATE));
    }

    /** Closes it; takes it away when it is of this run and nothing was noted in it. */
    void abandon() throws IOException {
        close();
        if (fresh && !Files.exists(sibling(STATE))) {
            Files.deleteIfExists(sibling(PART));
        }
    }

    @Override
    public void close() throws IOException {
        kept = NOTHING; // ended downloads are remembered
        data.close();
        if (log != null) {
            log.close();
        }
    }

    /** Takes away what a crash between the last two steps of {@link #finish} leaves. */
    static void tidy(Path target) throws IOException {
        if (!Files.exists(sibling(target, PART))) {
            Files.deleteIfExists(sibling(target, STATE));
        }
    }

    static Path sibling(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    private Path sibling(String suffix) {
        return sibling(target, suffix);
    }

    private Optional<BlockLayout> storedLayout() throws IOException {
        if (!Files.exists(sibling(STATE))) {
            return Optional.empty();
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(sibling(STATE))) {
            head = in.readNBytes(MAGIC.length + ContentId.LENGTH + Long.BYTES);
        }
        if (head.length < MAGIC.length + ContentId.LENGTH + Long.BYTES) {
            return Optional.empty();
        }
        long sizeBytes = ByteBuffer.wrap(head).getLong(MAGIC.length + ContentId.LENGTH);
        if (!BlockLayout.accepts(sizeBytes)) {
            return Optional.empty();
        }
        BlockLayout layout = new BlockLayout(sizeBytes);
        return Arrays.equals(head, header(layout)) ? Optional.of(layout) : Optional.empty();
    }

    private byte[] header(BlockLayout layout) {
        return ByteBuffer.allocate(MAGIC.length + ContentId.LENGTH + Long.BYTES)
                .put(MAGIC)
                .put(id.bytes())
                .putLong(layout.sizeBytes())
                .array();
    }

    /** First reading: which blocks are said to be there. The last record of a run counts. */
    private static boolean claim(ByteBuffer record, BlockLayout layout, BitSet claimed) {
        byte kind = record.get();
        if (kind == HASHES) {
            return true;
        }
        if (kind != BLOCKS || record.remaining() < Integer.BYTES) {
            return false;
        }
        int run = record.getInt();
        if (run < 0 || run >= layout.runs()) {
            return false;
        }
        BitSet bits = BitSet.valueOf(record);
        if (bits.length() > layout.leavesIn(run)) {
            return false;
        }
        int from = layout.firstOf(run);
        claimed.clear(from, from + layout.leavesIn(run));
        bits.stream().forEach(bit -> claimed.set(from + bit));
        return true;
    }

    /** Second reading: with each run's leaves its claimed blocks are verified, so that no more than one run is held. */
    private boolean check(
            ByteBuffer record, BlockLayout layout, BitSet claimed, BitSet verified, Map<Integer, byte[]> open)
            throws IOException {
        if (record.get() == BLOCKS) {
            return true;
        }
        byte[] message = new byte[record.remaining()];
        record.get(message);
        BlockPlan plan = new BlockPlan(id, layout);
        int run;
        byte[] leaves;
        try {
            if (!(FilesMessage.decode(message) instanceof FilesMessage.Hashes hashes) || !plan.offerLeaves(hashes)) {
                return false;
            }
            run = hashes.run();
            leaves = hashes.leaves();
        } catch (MalformedException e) {
            return false;
        }
        verify(plan, run, claimed, verified);
        int from = layout.firstOf(run);
        if (verified.nextClearBit(from) < from + layout.leavesIn(run)) {
            open.put(run, leaves);
        } else {
            open.remove(run);
        }
        return true;
    }

    private void verify(BlockPlan plan, int run, BitSet claimed, BitSet verified) throws IOException {
        BlockLayout layout = plan.layout();
        int from = layout.firstOf(run);
        int to = from + layout.leavesIn(run);
        for (int block = claimed.nextSetBit(from); block >= 0 && block < to; block = claimed.nextSetBit(block + 1)) {
            ByteBuffer bytes = ByteBuffer.allocate(layout.lengthOf(block));
            long at = layout.offsetOf(block);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = data.read(bytes, at + bytes.position());
            }
            if (plan.isRight(block, bytes.flip())) {
                verified.set(block);
            }
        }
    }

    private void forceFolder() throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
