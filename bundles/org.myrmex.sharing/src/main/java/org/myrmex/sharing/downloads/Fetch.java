package org.myrmex.sharing.downloads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.sharing.disk.Lane;
import org.myrmex.sharing.disk.Pace;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.exchange.Exchange;
import org.myrmex.sharing.exchange.Plan;
import org.myrmex.sharing.exchange.Surroundings;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.wire.FilesMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download. It lives in a lane: whatever is not said to be for any thread runs there. It ends done, cancelled, or by an
 * error of the disk; for want of sources it never ends.
 */
final class Fetch implements Download {
    private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final long CHECKPOINT_MICROS = 1_000_000;

    private final Surroundings around;
    private final DownloadRequest request;
    private final ContentId id;
    private final Path target;
    private final Consumer<Fetch> changed;
    private final Lane lane;
    private final DiskWork disk;
    private final Exchange exchange;
    private final Pace pace;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Registration timer = () -> {};
    private Optional<PartialFile> part = Optional.empty();
    private Optional<BlockPlan> plan = Optional.empty();
    private boolean over;
    private boolean suspended;
    private boolean wakes;
    private long storedMicros;
    private long progressMicros;

    private volatile State state = State.LOOKING;
    private volatile long sizeBytes = -1;
    private volatile long verifiedBytes;
    private volatile int ready;
    private volatile Optional<String> problem = Optional.empty();

    /** @param changed told on the lane when the state has changed */
    Fetch(Surroundings around, DownloadRequest request, Path target, Consumer<Fetch> changed) {
        this.around = around;
        this.request = request;
        this.target = target;
        this.changed = changed;
        id = request.link().id();
        lane = new Lane(around.work());
        disk = new DiskWork(around.disk(), lane, e -> fail(writing(e)));
        exchange = new Exchange(around, lane, request.link(), Exchange.Purpose.DOWNLOAD, request.window(), new Whole());
        pace = new Pace(request.limitBytesPerSecond().orElse(0), around.clock().nowMicros());
        sizeBytes = request.link().sizeBytes().orElse(-1);
    }

    // For any thread.

    DownloadRequest request() {
        return request;
    }

    /** Says why it does not go on yet. */
    void waits(String why) {
        problem = Optional.of(why);
    }

    /** Goes to work. */
    void begin(PartialFile file) {
        lane.offer(() -> {
            if (over) {
                abandon(file);
                return;
            }
            part = Optional.of(file);
            problem = Optional.empty();
            disk.begin(() -> {
                Optional<BlockPlan> left = file.resume();
                return () -> resumed(left);
            });
        });
    }

    /** Ends it before it began: the file is there already. */
    void foundThere(long size) {
        lane.offer(() -> {
            sizeBytes = size;
            verifiedBytes = size;
            end(State.DONE, Optional.empty());
        });
    }

    /** Ends it before it began. */
    void cannotBegin(String why) {
        lane.offer(() -> end(State.FAILED, Optional.of(why)));
    }

    /** Stops for a while: what is verified is stored, the state stays. Completes when that is done. */
    CompletableFuture<Void> suspend() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.offer(() -> {
            suspended = true;
            stop(() -> done.complete(null));
        });
        return done;
    }

    @Override
    public ContentId id() {
        return id;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Path target() {
        return target;
    }

    @Override
    public OptionalLong sizeBytes() {
        return sizeBytes < 0 ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }

    @Override
    public long verifiedBytes() {
        return verifiedBytes;
    }

    @Override
    public int sources() {
        return ready;
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void cancel() {
        lane.offer(() -> stop(() -> end(State.CANCELLED, Optional.empty())));
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    // Of the lane.

    private void resumed(Optional<BlockPlan> left) {
        if (over) {
            return;
        }
        boolean fits = left.isPresent()
                && request.link().sizeBytes().orElse(left.get().layout().sizeBytes())
                        == left.get().layout().sizeBytes();
        if (fits) {
            exchange.adopt(adopt(left.get()));
            if (left.get().isComplete()) {
                finish();
                return;
            }
        }
        progressMicros = now();
        storedMicros = now();
        exchange.begin();
        timer = around.tasks().every(TICK, () -> lane.offer(this::tick));
        tick();
    }

    private void tick() {
        if (over) {
            return;
        }
        long now = now();
        if (now - storedMicros >= CHECKPOINT_MICROS) {
            checkpoint();
        }
        exchange.tick(now - progressMicros);
    }

    private final class Whole implements Exchange.Goal {
        @Override
        public Plan plan(BlockLayout layout) {
            return adopt(new BlockPlan(id, layout));
        }

        @Override
        public void forgotten() {
            plan = Optional.empty();
            part.ifPresent(PartialFile::forget);
            sizeBytes = request.link().sizeBytes().orElse(-1);
            verifiedBytes = 0;
        }

        @Override
        public void greeted() {
            if (plan.get().isComplete()) {
                finish();
            }
        }

        @Override
        public void leaves(FilesMessage.Hashes hashes) {
            part.get().hashes(hashes);
        }

        @Override
        public void block(int index, ByteBuffer bytes) {
            store(index, bytes);
        }

        @Override
        public boolean mayAsk(FilesMessage ask) {
            return isPaid(ask);
        }

        @Override
        public void pumped() {
            ready = exchange.ready();
            problem = ready > 0 ? Optional.empty() : Optional.of("nobody who has it answers now; it goes on asking");
            become(ready > 0 ? State.FETCHING : State.LOOKING);
        }

        @Override
        public void lost() {
            tick();
        }
    }

    private boolean lacksRoom(long size) {
        try {
            long room = Files.getFileStore(target.getParent()).getUsableSpace();
            if (room >= size) {
                return false;
            }
            fail("there is no room for it: it has " + size + " bytes and " + room
                    + " are free; make room, or choose another place with -o");
        } catch (IOException e) {
            fail(writing(e));
        }
        return true;
    }

    private void store(int index, ByteBuffer bytes) {
        BlockLayout layout = plan.get().layout();
        // Not before the length is proven: a liar's must not end it.
        boolean isLast = index == layout.blocks() - 1;
        if (isLast && lacksRoom(layout.sizeBytes())) {
            return;
        }
        try {
            part.get().write(index, bytes, layout);
        } catch (IOException e) {
            fail(writing(e));
            return;
        }
        plan.get().verified(index);
        verifiedBytes = plan.get().verifiedBytes();
        progressMicros = now();
        if (plan.get().isComplete()) {
            finish();
        }
    }

    private BlockPlan adopt(BlockPlan fresh) {
        plan = Optional.of(fresh);
        sizeBytes = fresh.layout().sizeBytes();
        verifiedBytes = fresh.verifiedBytes();
        return fresh;
    }

    private boolean isPaid(FilesMessage ask) {
        if (!(ask instanceof FilesMessage.AskBlock block)) {
            return true;
        }
        long waitMicros = pace.take(plan.get().layout().lengthOf(block.index()), now());
        if (waitMicros > 0 && !wakes) {
            wakes = true;
            around.tasks()
                    .after(
                            Duration.of(waitMicros, ChronoUnit.MICROS),
                            () -> lane.offer(() -> {
                                wakes = false;
                                exchange.pump();
                            }));
        }
        return waitMicros == 0;
    }

    private void checkpoint() {
        if (disk.isBusy() || plan.isEmpty() || !plan.get().isSizeProven()) {
            return;
        }
        storedMicros = now();
        Optional<PartialFile.Checkpoint> due;
        try {
            due = part.get().checkpoint(plan.get());
        } catch (IOException e) {
            fail(writing(e));
            return;
        }
        due.ifPresent(checkpoint -> disk.begin(() -> {
            checkpoint.run();
            return () -> {};
        }));
    }

    private void finish() {
        BlockPlan complete = plan.get();
        quit();
        disk.afterwards(() -> disk.begin(() -> {
            part.get().finish(complete.layout().sizeBytes());
            return () -> end(State.DONE, Optional.empty());
        }));
    }

    private void fail(String why) {
        if (suspended || state.ended()) {
            return;
        }
        quit();
        // In this order: whoever hears of the end may begin again, with a file of the same name.
        disk.afterwards(() -> part.ifPresent(this::abandon));
        disk.afterwards(() -> end(State.FAILED, Optional.of(why)));
    }

    /** Stores what is verified and gives the file up. */
    private void stop(Runnable then) {
        if (over) {
            disk.afterwards(then);
            return;
        }
        quit();
        disk.afterwards(this::checkpoint);
        disk.afterwards(() -> part.ifPresent(this::abandon));
        disk.afterwards(then);
    }

    private void quit() {
        over = true;
        timer.close();
        exchange.close();
        ready = 0;
    }

    private void abandon(PartialFile file) {
        try {
            file.abandon();
        } catch (IOException e) {
            LOG.debug("a partial file could not be closed ({})", Problem.of(e));
        }
    }

    private void end(State last, Optional<String> why) {
        if (state.ended()) {
            return;
        }
        over = true;
        problem = why;
        become(last);
        ended.countDown();
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            changed.accept(this);
        }
    }

    private String writing(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return target.getFileName() + " exists; choose another with -o";
        }
        return "cannot write " + target + " (" + Problem.of(e) + "); make room or choose another place with -o";
    }

    private long now() {
        return around.clock().nowMicros();
    }
}
