package org.myrmex.sharing.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.mesh.Answer;
import org.myrmex.sharing.searches.Interest;
import org.myrmex.sharing.wire.FilesMessage;

/** Somebody who said that he has the content, and the channel with him. Of the lane of its exchange. */
final class Source {
    /** Nobody answers later than this: then others are asked. */
    static final long SILENCE_MICROS = 5_000_000;

    private static final long FIRST_RETRY_MICROS = 500_000;
    private static final int MAX_FAILURES = 3;

    private final Answer answer;
    private final Interest interest;
    private final long heardOfMicros;
    private final TreeSet<Integer> blocks = new TreeSet<>();
    private final TreeSet<Integer> runs = new TreeSet<>();
    private final Deque<byte[]> early = new ArrayDeque<>();

    private Stage stage = Stage.IDLE;
    private Optional<Channel> channel = Optional.empty();
    private int attempt;
    private int failures;
    private long changedMicros;
    private long retryMicros;
    private long heardMicros;
    private OptionalLong claim = OptionalLong.empty();
    private boolean silent;
    private boolean blocked;

    enum Stage {
        /** May be opened. */
        IDLE,
        OPENING,
        /** The channel is open; he has not said yet that he has it. */
        GREETING,
        READY,
        /** Lied: never again. */
        BANNED
    }

    Source(Answer answer, Interest interest, long heardOfMicros) {
        this.answer = answer;
        this.interest = interest;
        this.heardOfMicros = heardOfMicros;
    }

    Answer answer() {
        return answer;
    }

    Interest interest() {
        return interest;
    }

    long heardOfMicros() {
        return heardOfMicros;
    }

    Stage stage() {
        return stage;
    }

    /** Number of the present channel: what comes from an earlier one is ignored. */
    int attempt() {
        return attempt;
    }

    SortedSet<Integer> runs() {
        return runs;
    }

    SortedSet<Integer> blocks() {
        return blocks;
    }

    Deque<byte[]> early() {
        return early;
    }

    Optional<Channel> channel() {
        return channel;
    }

    boolean isReady() {
        return stage == Stage.READY && !silent;
    }

    boolean isSilent() {
        return silent;
    }

    boolean mayOpen(long nowMicros) {
        return stage == Stage.IDLE && nowMicros >= retryMicros;
    }

    boolean isHopeless() {
        return stage == Stage.IDLE && failures > MAX_FAILURES;
    }

    /** Still on its way to be of use, and not for long. */
    boolean isComing(long nowMicros) {
        return (stage == Stage.OPENING || stage == Stage.GREETING) && nowMicros - changedMicros < SILENCE_MICROS;
    }

    boolean isGreetingTooLong(long nowMicros) {
        return stage == Stage.GREETING && nowMicros - changedMicros >= 2 * SILENCE_MICROS;
    }

    int asked() {
        return blocks.size() + runs.size();
    }

    int opening(long nowMicros) {
        stage = Stage.OPENING;
        changedMicros = nowMicros;
        return ++attempt;
    }

    void opened(Channel open, long nowMicros) {
        channel = Optional.of(open);
        stage = Stage.GREETING;
        changedMicros = nowMicros;
    }

    void greeted() {
        stage = Stage.READY;
        claim = OptionalLong.empty();
    }

    /** He greets with a length that another one denies, who is heard first. */
    void claims(long sizeBytes) {
        claim = OptionalLong.of(sizeBytes);
    }

    OptionalLong claim() {
        return claim;
    }

    void asked(FilesMessage ask, long nowMicros) {
        if (asked() == 0) {
            heardMicros = nowMicros;
        }
        if (ask instanceof FilesMessage.AskBlock block) {
            blocks.add(block.index());
        } else if (ask instanceof FilesMessage.AskHashes run) {
            runs.add(run.run());
        }
    }

    /** When he said something, or was asked first. */
    long heardMicros() {
        return heardMicros;
    }

    void heard(long nowMicros) {
        heardMicros = nowMicros;
        silent = false;
    }

    /** He gave a right block: what failed before is forgotten. */
    void proved() {
        failures = 0;
    }

    /** Returns whether he became silent now. */
    boolean fallsSilent(long nowMicros) {
        boolean falls = stage == Stage.READY && !silent && asked() > 0 && nowMicros - heardMicros >= SILENCE_MICROS;
        silent |= falls;
        return falls;
    }

    boolean isBlocked() {
        return blocked;
    }

    void blocked(boolean full) {
        blocked = full;
    }

    /** Ends the channel through no fault of his: he may be asked again at once. */
    void rest(long nowMicros) {
        if (stage == Stage.GREETING || stage == Stage.READY) {
            int before = failures;
            close(Stage.IDLE, nowMicros);
            failures = before;
            retryMicros = nowMicros;
        }
    }

    /** Ends the channel; what was asked for is forgotten by the caller first. */
    void close(Stage next, long nowMicros) {
        attempt++;
        channel.ifPresent(Channel::close);
        channel = Optional.empty();
        blocks.clear();
        runs.clear();
        early.clear();
        claim = OptionalLong.empty();
        silent = false;
        blocked = false;
        stage = next;
        failures++;
        retryMicros = nowMicros + (FIRST_RETRY_MICROS << Math.min(failures, MAX_FAILURES));
    }
}
