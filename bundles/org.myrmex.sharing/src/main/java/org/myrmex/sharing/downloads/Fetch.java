package org.myrmex.sharing.downloads;

import java.io.IOException;
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
import org.myrmex.api.channel.Channel;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.api.sharing.Hit;
import org.myrmex.sharing.disk.Lane;
import org.myrmex.sharing.disk.Pace;
import org.myrmex.sharing.disk.Problem;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.searches.Interest;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.wire.MalformedException;
import org.myrmex.sharing.wire.SearchAnswer;
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
    private final Sources sources;
    private final Finder finder;
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
        sources = new Sources(around, lane, id, request.window(), new Heard());
        finder = new Finder(around.interests(), id, answer -> lane.offer(() -> answered(answer)));
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
            adopt(left.get());
            if (left.get().isComplete()) {
                finish();
                return;
            }
        }
        progressMicros = now();
        storedMicros = now();
        for (Interest.Offer offer : around.interests().recent(id)) {
            sources.add(offer, true);
        }
        timer = around.tasks().every(TICK, () -> lane.offer(this::tick));
        tick();
    }

    private void tick() {
        if (over) {
            return;
        }
        long now = now();
        for (Source source : sources.all()) {
            if (source.fallsSilent(now)) {
                release(source);
            } else if (source.isGreetingTooLong(now)) {
                lose(source);
            }
        }
        sources.tooSilent().ifPresent(this::lose);
        sources.tend(now);
        boolean waits = sources.ready() == 0 && sources.all().stream().noneMatch(source -> source.isComing(now));
        if (waits) {
            finder.askIfDue(now, now - progressMicros);
        }
        if (now - storedMicros >= CHECKPOINT_MICROS) {
            checkpoint();
        }
        pump();
    }

    private void answered(Answer answer) {
        Optional<Interest> interest = finder.interest();
        if (over || interest.isEmpty()) {
            return;
        }
        try {
            for (SearchAnswer.Found found : SearchAnswer.decode(answer.payload())) {
                if (found.id().equals(id)) {
                    Hit hit = new Hit(id, found.sizeBytes(), found.type(), found.name(), answer);
                    sources.add(new Interest.Offer(hit, now(), interest.get()), false);
                }
            }
        } catch (MalformedException e) {
            LOG.debug("an answer to a query was malformed: {}", e.getMessage());
        }
        sources.tend(now());
    }

    private final class Heard implements Sources.Events {
        @Override
        public void received(Source source, byte[] message) {
            if (over) {
                return;
            }
            source.heard(now());
            boolean right;
            try {
                right = take(source, FilesMessage.decode(message));
            } catch (MalformedException e) {
                LOG.debug("a source sent a malformed {}", e.getMessage());
                right = false;
            }
            if (!right) {
                ban(source);
            }
            source.channel().ifPresent(channel -> channel.request(1));
            pump();
        }

        @Override
        public void lost(Source source) {
            if (!over) {
                lose(source);
                tick();
            }
        }
    }

    /** @return false when it is not what an honest source would send */
    private boolean take(Source source, FilesMessage message) {
        if (message instanceof FilesMessage.Hello hello) {
            return source.stage() == Source.Stage.GREETING && greeted(source, hello.sizeBytes());
        }
        if (message instanceof FilesMessage.NotHere) {
            release(source);
            source.close(Source.Stage.IDLE, now());
            sources.remove(source);
            return true;
        }
        // What was asked for is crossed out only when it was right: a ban gives the rest to others.
        if (message instanceof FilesMessage.Hashes hashes && source.runs().contains(hashes.run()) && offer(hashes)) {
            return source.runs().remove(hashes.run()) || over;
        }
        if (message instanceof FilesMessage.Block block
                && source.blocks().contains(block.index())
                && offer(source, block)) {
            return source.blocks().remove(block.index()) || over;
        }
        return false;
    }

    private boolean greeted(Source source, long size) {
        if (request.link().sizeBytes().orElse(size) != size || (size == 0) != id.equals(Tree.empty())) {
            return false;
        }
        boolean differs = plan.isPresent() && plan.get().layout().sizeBytes() != size;
        if (differs && plan.get().isSizeProven()) {
            return false;
        }
        boolean isBacked = sources.all().stream().anyMatch(other -> other.isReady());
        if (differs && isBacked) {
            // One of the two lies; the first one is heard out.
            source.close(Source.Stage.IDLE, now());
            return true;
        }
        if (plan.isEmpty() || differs) {
            forgetPlan();
            adopt(new BlockPlan(id, new BlockLayout(size)));
        }
        source.greeted();
        if (plan.get().isComplete()) {
            finish();
        }
        return true;
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

    private boolean offer(FilesMessage.Hashes hashes) {
        if (plan.isEmpty() || !plan.get().offerLeaves(hashes)) {
            return false;
        }
        part.get().hashes(hashes);
        return true;
    }

    private boolean offer(Source source, FilesMessage.Block block) {
        int index = block.index();
        if (plan.isEmpty()) {
            return false;
        }
        if (plan.get().isVerified(index)) {
            return true;
        }
        if (!plan.get().isRight(index, block.bytes())) {
            return false;
        }
        // Not before the length is proven: a liar's must not end it.
        long size = plan.get().layout().sizeBytes();
        boolean isLast = index == plan.get().layout().blocks() - 1;
        if (isLast && lacksRoom(size)) {
            return true;
        }
        try {
            part.get().write(index, block.bytes(), plan.get().layout());
        } catch (IOException e) {
            fail(writing(e));
            return true;
        }
        plan.get().verified(index);
        source.proved();
        verifiedBytes = plan.get().verifiedBytes();
        progressMicros = now();
        if (plan.get().isComplete()) {
            finish();
        }
        return true;
    }

    private void ban(Source source) {
        LOG.debug("a source lied or broke the protocol; it is not used again");
        release(source);
        source.close(Source.Stage.BANNED, now());
        boolean isBacked = sources.all().stream().anyMatch(Source::isReady);
        if (plan.isPresent() && !plan.get().isSizeProven() && !isBacked) {
            forgetPlan();
        }
    }

    private void lose(Source source) {
        release(source);
        source.close(Source.Stage.IDLE, now());
    }

    private void release(Source source) {
        plan.ifPresent(p -> p.release(source.blocks(), source.runs()));
    }

    private void adopt(BlockPlan fresh) {
        plan = Optional.of(fresh);
        sizeBytes = fresh.layout().sizeBytes();
        verifiedBytes = fresh.verifiedBytes();
    }

    private void forgetPlan() {
        // Whoever was asked by this plan answers by it, and must not be banned because another one lied about the
        // length.
        sources.all().stream()
                .filter(source -> source.stage() == Source.Stage.READY)
                .forEach(this::lose);
        plan = Optional.empty();
        part.ifPresent(PartialFile::forget);
        sizeBytes = request.link().sizeBytes().orElse(-1);
        verifiedBytes = 0;
    }

    private void pump() {
        if (over) {
            return;
        }
        if (plan.isPresent()) {
            sources.all().forEach(this::pump);
        }
        ready = sources.ready();
        State next = ready > 0 ? State.FETCHING : State.LOOKING;
        problem = ready > 0 ? Optional.empty() : Optional.of("nobody who has it answers now; it goes on asking");
        become(next);
    }

    private void pump(Source source) {
        while (source.isReady() && !source.isBlocked() && source.asked() < request.window()) {
            Optional<FilesMessage> ask = plan.get().next(source.runs(), source.blocks());
            if (ask.isEmpty() || !isPaid(ask.get())) {
                return;
            }
            Channel channel = source.channel().orElseThrow();
            if (!channel.send(ask.get().encode())) {
                source.blocked(true);
                int attempt = source.attempt();
                channel.whenWritable(() -> lane.offer(() -> {
                    if (attempt == source.attempt()) {
                        source.blocked(false);
                        pump();
                    }
                }));
                return;
            }
            plan.get().asked(ask.get());
            source.asked(ask.get(), now());
        }
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
                                pump();
                            }));
        }
        return waitMicros == 0;
    }

    private void checkpoint() {
        if (disk.isBusy() || plan.isEmpty() || !plan.get().isSizeProven()) {
            return;
        }
        storedMicros = now();
        part.get()
                .checkpoint(plan.get())
                .ifPresent(checkpoint -> disk.begin(() -> {
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
        finder.close();
        sources.closeAll(now());
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
