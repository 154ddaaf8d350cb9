package org.myrmex.sharing.uploads;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.sharing.Uploads;
import org.myrmex.sharing.shares.SharedFile;
import org.myrmex.sharing.wire.FilesMessage;
import org.myrmex.sharing.wire.MalformedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel that asks for blocks: questions wait in order, one is answered at a time, no faster than the channel takes it. */
final class UploadSession implements ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSession.class);

    /** Questions that may wait: the widest window and the hashes beside it. */
    private static final int MAX_WAITING = 72;

    private static final int FREE_RUNS = 32;
    /** Answers in one turn of a reader; then it serves another channel. */
    private static final int TURN = 16;

    private final FileServer server;
    private final Channel channel;
    private final SharedFile file;
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile long activeMicros;

    private final ArrayDeque<byte[]> questions = new ArrayDeque<>();
    private boolean reading = true;
    private boolean over;

    // of the reading thread
    private SharedReader reader;
    /** What the present question still asks for. */
    private List<Integer> asked = List.of();

    private byte[] unsent;
    private int unsentBlock;
    private int blocks;
    private int runs;
    private boolean last;

    UploadSession(FileServer server, Channel channel, SharedFile file) {
        this.server = server;
        this.channel = channel;
        this.file = file;
        activeMicros = server.nowMicros();
    }

    void start() {
        submit(this::open);
    }

    Uploads.Upload view() {
        return new Uploads.Upload(file.name(), file.id(), sentBytes.get());
    }

    /** When it last asked for or took something. */
    long activeMicros() {
        return activeMicros;
    }

    @Override
    public int firstRequest() {
        return MAX_WAITING;
    }

    @Override
    public void received(byte[] message) {
        activeMicros = server.nowMicros();
        synchronized (questions) {
            if (over || questions.size() >= MAX_WAITING) {
                return;
            }
            questions.add(message);
            if (reading) {
                return;
            }
            reading = true;
        }
        submit(this::read);
    }

    @Override
    public void closed(End end) {
        end();
    }

    /** Ends at once. */
    void end() {
        boolean idle;
        synchronized (questions) {
            if (over) {
                return;
            }
            over = true;
            idle = !reading;
            reading = true;
        }
        server.ended(this);
        channel.close();
        if (idle) {
            submit(this::closeFile);
        }
    }

    private void open() {
        try {
            reader = new SharedReader(file, server.leaves());
            unsent = reader.isSame(server.nowMicros()) ? reader.hello().encode() : notHere();
        } catch (IOException e) {
            unsent = notHere();
        }
        read();
    }

    private void read() {
        for (int i = 0; i < TURN; i++) {
            if (isOver()) {
                closeFile();
                return;
            }
            if (unsent != null && !deliver()) {
                return;
            }
            if (!asked.isEmpty()) {
                answerNext();
                continue;
            }
            Optional<byte[]> question = nextQuestion();
            if (question.isEmpty()) {
                return;
            }
            answer(question.get());
        }
        submit(this::read);
    }

    /** Sends what is unsent. Returns false when the reader has to stop here */
    private boolean deliver() {
        if (!channel.send(unsent)) {
            channel.whenWritable(() -> submit(this::read));
            return false;
        }
        unsent = null;
        activeMicros = server.nowMicros();
        sentBytes.addAndGet(unsentBlock);
        server.served(unsentBlock);
        unsentBlock = 0;
        if (last) {
            closeFile();
            channel.finish().whenComplete((done, failure) -> end());
        }
        return !last;
    }

    private Optional<byte[]> nextQuestion() {
        synchronized (questions) {
            byte[] question = questions.poll();
            if (question == null) {
                reading = false;
            }
            return Optional.ofNullable(question);
        }
    }

    private void answer(byte[] question) {
        channel.request(1);
        try {
            FilesMessage message = FilesMessage.decode(question);
            if (!reader.isSame(server.nowMicros())) {
                unsent = notHere();
            } else if (message instanceof FilesMessage.AskBlocks ask
                    && ask.indexes().stream().allMatch(reader::hasBlock)) {
                asked = ask.indexes();
            } else if (message instanceof FilesMessage.AskHashes ask && reader.hasRun(ask.run()) && mayAskHashes()) {
                unsent = reader.hashes(ask.run()).orElseGet(this::notHere);
                runs++;
            } else {
                drop("question that it may not ask");
            }
        } catch (MalformedException e) {
            drop(e.getMessage());
        } catch (IOException e) {
            LOG.debug("a shared file cannot be read any more");
            unsent = notHere();
        }
    }

    private void answerNext() {
        try {
            if (reader.isSame(server.nowMicros())) {
                unsent = reader.block(asked.get(0), inARow());
                unsentBlock = unsent.length - FilesMessage.BLOCK_AT;
                blocks++;
                asked = asked.subList(1, asked.size());
            } else {
                unsent = notHere();
            }
        } catch (IOException e) {
            LOG.debug("a shared file cannot be read any more");
            unsent = notHere();
        }
    }

    private int inARow() {
        int count = 1;
        while (count < asked.size() && asked.get(count) == asked.get(0) + count) {
            count++;
        }
        return count;
    }

    private void drop(String what) {
        LOG.debug("an asker sent a malformed {}; its channel is closed", what);
        end();
    }

    /** Hashes of a run cost us 4 MiB to read if they are not kept, the asker 6 bytes: who wants many has to want blocks too. */
    private boolean mayAskHashes() {
        return runs < FREE_RUNS + blocks / 2;
    }

    private byte[] notHere() {
        last = true;
        server.changed(file);
        return new FilesMessage.NotHere().encode();
    }

    private boolean isOver() {
        synchronized (questions) {
            return over;
        }
    }

    private void closeFile() {
        try {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        } catch (IOException e) {
            LOG.debug("a shared file could not be closed");
        }
    }

    private void submit(Runnable task) {
        try {
            server.readers().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("too many uploads wait, or the platform stops: a channel is closed");
            synchronized (questions) {
                over = true;
            }
            server.ended(this);
            channel.close();
        }
    }
}
