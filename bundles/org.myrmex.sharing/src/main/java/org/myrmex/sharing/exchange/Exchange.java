package org.myrmex.sharing.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.Hit;
import org.myrmex.sharing.disk.Lane;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.searches.Interest;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.wire.MalformedException;
import org.myrmex.sharing.wire.SearchAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The talk with all who have one content: keeps questions in flight, hands out what was proven, drops who lies at once, and
 * asks the network again when nobody is left. All of it in one lane.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** After it the network is asked a second time where nobody has answered: a query may get lost. */
    public static final long ASKED_AGAIN_MICROS = Finder.OFTEN_MICROS;

    private final Surroundings around;
    private final Purpose purpose;
    private final Lane lane;
    private final ContentId id;
    private final OptionalLong knownSize;
    private final int window;
    private final Goal goal;
    private final Sources sources;
    private final Finder finder;
    private Optional<Plan> plan = Optional.empty();
    private int liars;
    private boolean heardOf;
    private boolean over;

    /** What it is for, and whether the address of its own stays a while for the next of the same content. */
    public enum Purpose {
        DOWNLOAD(false),
        /** Players open, jump and close again and again: each a question to everybody would be a flood. */
        STREAM(true);

        private final boolean keepsAddress;

        Purpose(boolean keepsAddress) {
            this.keepsAddress = keepsAddress;
        }

        /** For the own status display. */
        String shown() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose talk it is; called in the lane. */
    public interface Goal {
        /** Somebody said the length: what is wanted of such a file. */
        Plan plan(BlockLayout layout);

        /** The length turned out to be a lie; all that came is forgotten. */
        void forgotten();

        /** A source has said that it has the content of the plan's length. */
        void greeted();

        /** Leaves that were proven. */
        void leaves(FilesMessage.Hashes hashes);

        /** A block that is right and was not here before. */
        void block(int index, ByteBuffer bytes);

        /** Whether a question may be sent now. */
        boolean mayAsk(FilesMessage ask);

        /** Whatever there was to ask has been asked. */
        void pumped();

        /** A channel has ended: it is time to {@link Exchange#tick}. */
        void lost();
    }

    /** @param window questions in flight to each source */
    public Exchange(Surroundings around, Lane lane, ContentLink link, Purpose purpose, int window, Goal goal) {
        this.around = around;
        this.purpose = purpose;
        this.lane = lane;
        this.window = window;
        this.goal = goal;
        id = link.id();
        knownSize = link.sizeBytes();
        sources = new Sources(around, lane, id, window, new Heard());
        finder = new Finder(around.interests(), purpose.shown(), id, answer -> lane.offer(() -> answered(answer)));
    }

    /** Goes to those who said lately that they have it. */
    public void begin() {
        for (Interest.Offer offer : around.interests().recent(id)) {
            sources.add(offer, true);
            heardOf = true;
        }
    }

    public void adopt(Plan fresh) {
        plan = Optional.of(fresh);
    }

    /** Sources that answer now. */
    public int ready() {
        return sources.ready();
    }

    /** Whether somebody has said that he has it, who may have gone since; it counts no more once all that are left took it back. */
    public boolean isHeardOf() {
        return heardOf;
    }

    /** Sources that lied or broke the protocol. */
    public int liars() {
        return liars;
    }

    /**
     * Looks after the sources; to be called a few times a second.
     *
     * @param idleMicros how long nothing came
     */
    public void tick(long idleMicros) {
        if (over) {
            return;
        }
        long now = now();
        watch(now);
        sources.tend(now);
        boolean waits = sources.ready() == 0 && sources.all().stream().noneMatch(source -> source.isComing(now));
        if (waits) {
            finder.askIfDue(now, idleMicros);
        }
        pump();
    }

    /** The same, when nothing is wanted now: nobody new is sought. */
    public void idle() {
        if (!over) {
            watch(now());
            pump();
        }
    }

    /** Nothing is wanted for a while: gives the places that are held at the sources back. */
    public void rest() {
        for (Source source : sources.all()) {
            release(source);
            source.rest(now());
        }
    }

    /** Others may be asked for a block that was asked for long ago, and for all that who was asked for it has not said since. */
    public void hurry(int block, long quietMicros) {
        if (plan.isEmpty()) {
            return;
        }
        int run = plan.get().layout().runOf(block);
        plan.get().release(List.of(block), List.of(run));
        for (Source source : sources.all()) {
            boolean isAsked = source.blocks().contains(block) || source.runs().contains(run);
            if (isAsked && now() - source.heardMicros() >= quietMicros) {
                release(source);
            }
        }
    }

    /** Asks whatever may be asked. */
    public void pump() {
        if (over) {
            return;
        }
        if (plan.isPresent()) {
            sources.all().forEach(this::pump);
        }
        goal.pumped();
    }

    public void close() {
        over = true;
        finder.close(purpose.keepsAddress);
        sources.closeAll(now());
    }

    private void watch(long now) {
        for (Source source : sources.all()) {
            if (source.fallsSilent(now)) {
                release(source);
            } else if (source.isGreetingTooLong(now)) {
                lose(source);
            }
        }
        sources.tooSilent().ifPresent(this::lose);
        hearOthers();
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
                    if (purpose.keepsAddress) {
                        interest.get().add(hit, now());
                    }
                    sources.add(new Interest.Offer(hit, now(), interest.get()), false);
                    heardOf = true;
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
                hearOthers();
                goal.lost();
            }
        }
    }

    /** @return false when it is not what an honest source would send */
    private boolean take(Source source, FilesMessage message) {
        if (message instanceof FilesMessage.Hello hello) {
            return source.stage() == Source.Stage.GREETING
                    && source.claim().isEmpty()
                    && greeted(source, hello.sizeBytes());
        }
        if (message instanceof FilesMessage.NotHere) {
            release(source);
            source.close(Source.Stage.IDLE, now());
            sources.remove(source);
            heardOf &= !sources.all().isEmpty();
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
        if (knownSize.orElse(size) != size || (size == 0) != id.equals(Tree.empty())) {
            return false;
        }
        boolean differs = plan.isPresent() && plan.get().layout().sizeBytes() != size;
        if (differs && plan.get().isSizeProven()) {
            return false;
        }
        if (differs && isBacked()) {
            // One of the two lies; the first one is heard out, and this one is kept for then.
            source.claims(size);
            return true;
        }
        if (plan.isEmpty() || differs) {
            forgetPlan();
            adopt(goal.plan(new BlockLayout(size)));
        }
        source.greeted();
        goal.greeted();
        return true;
    }

    private boolean offer(FilesMessage.Hashes hashes) {
        if (plan.isEmpty() || !plan.get().offerLeaves(hashes)) {
            return false;
        }
        goal.leaves(hashes);
        return true;
    }

    private boolean offer(Source source, FilesMessage.Block block) {
        int index = block.index();
        if (plan.isEmpty()) {
            return false;
        }
        Plan asked = plan.get();
        if (asked.isHere(index)) {
            return true;
        }
        int run = asked.layout().runOf(index);
        if (!asked.hasLeaves(run) && !source.runs().contains(run)) {
            // Its leaves were proven and given up since, as nobody wants it any more.
            asked.release(List.of(index), List.of());
            return true;
        }
        if (!asked.isRight(index, block.bytes())) {
            return false;
        }
        goal.block(index, block.bytes());
        asked.release(List.of(index), List.of());
        source.proved();
        return true;
    }

    private void ban(Source source) {
        LOG.debug("a source lied or broke the protocol; it is not used again");
        liars++;
        release(source);
        source.close(Source.Stage.BANNED, now());
        if (plan.isPresent() && !plan.get().isSizeProven() && !isBacked()) {
            forgetPlan();
        }
        hearOthers();
    }

    private void lose(Source source) {
        release(source);
        source.close(Source.Stage.IDLE, now());
    }

    /** When nobody stands for the length any more, the next one who says another has his turn. */
    private void hearOthers() {
        boolean isOpen = plan.isEmpty() || !plan.get().isSizeProven();
        Optional<Source> next = sources.all().stream()
                .filter(source -> source.claim().isPresent())
                .findFirst();
        if (!over
                && isOpen
                && next.isPresent()
                && !isBacked()
                && !greeted(next.get(), next.get().claim().orElseThrow())) {
            ban(next.get());
        }
    }

    private boolean isBacked() {
        return sources.all().stream().anyMatch(Source::isReady);
    }

    private void release(Source source) {
        plan.ifPresent(p -> p.release(source.blocks(), source.runs()));
    }

    private void forgetPlan() {
        // Whoever was asked by this plan answers by it, and must not be banned because another one lied about the
        // length.
        sources.all().stream()
                .filter(source -> source.stage() == Source.Stage.READY)
                .forEach(this::lose);
        plan = Optional.empty();
        goal.forgotten();
    }

    /** Asks when a quarter of the window is free, for all of that in one message. */
    private void pump(Source source) {
        if (source.asked() > window - Math.max(1, window / 4)) {
            return;
        }
        List<Integer> blocks = new ArrayList<>();
        while (source.isReady() && !source.isBlocked() && source.asked() < window) {
            Optional<FilesMessage> ask = plan.get().next(source.runs(), source.blocks());
            if (ask.isEmpty() || !goal.mayAsk(ask.get())) {
                break;
            }
            if (ask.get() instanceof FilesMessage.AskBlock block) {
                blocks.add(block.index());
                plan.get().asked(block);
                source.asked(block, now());
                continue;
            }
            // what was asked for before stands before it
            send(source, blocks);
            if (source.isBlocked() || !send(source, ask.get())) {
                return;
            }
            plan.get().asked(ask.get());
            source.asked(ask.get(), now());
        }
        send(source, blocks);
    }

    /** Sends one question for all of them, and forgets that they were asked for if it cannot. */
    private void send(Source source, List<Integer> blocks) {
        if (!blocks.isEmpty() && !send(source, new FilesMessage.AskBlocks(blocks))) {
            plan.get().release(blocks, List.of());
            source.blocks().removeAll(blocks);
        }
        blocks.clear();
    }

    private boolean send(Source source, FilesMessage ask) {
        Channel channel = source.channel().orElseThrow();
        if (channel.send(ask.encode())) {
            return true;
        }
        source.blocked(true);
        int attempt = source.attempt();
        channel.whenWritable(() -> lane.offer(() -> {
            if (attempt == source.attempt()) {
                source.blocked(false);
                pump();
            }
        }));
        return false;
    }

    private long now() {
        return around.clock().nowMicros();
    }
}
