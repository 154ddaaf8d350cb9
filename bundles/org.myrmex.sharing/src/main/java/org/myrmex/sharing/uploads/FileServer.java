package org.myrmex.sharing.uploads;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Uploads;
import org.myrmex.sharing.shares.LeafStore;
import org.myrmex.sharing.shares.ShareIndex;
import org.myrmex.sharing.shares.SharedFile;
import org.myrmex.sharing.wire.FilesRequest;
import org.myrmex.sharing.wire.MalformedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what is shared now, and nothing else. Any thread. */
public final class FileServer implements ChannelHandler, Uploads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileServer.class);

    private static final int MAX_CHANNELS = 64;
    /** Who asked for nothing and took nothing for so long makes room when all places are taken. */
    private static final long IDLE_MICROS = 20_000_000;
    /** Enough to keep a disk busy. */
    private static final int READERS = 4;

    private final ShareIndex index;
    private final Clock clock;
    private final Executor readers;
    private final Listener listener;
    private final Set<UploadSession> sessions = new LinkedHashSet<>();
    private final AtomicLong servedBytes = new AtomicLong();
    private boolean closed;

    /** Told when somebody begins and ends to take a file; must return at once. */
    @FunctionalInterface
    public interface Listener {
        /** @param state {@code STARTED} or {@code ENDED} */
        void changed(ContentId id, String state, long sentBytes);
    }

    public FileServer(ShareIndex index, Tasks tasks, Clock clock, Listener listener) {
        this.index = index;
        this.clock = clock;
        this.listener = listener;
        readers = tasks.pool("upload", READERS);
    }

    @Override
    public ChannelListener opened(Channel channel, byte[] request) {
        Optional<SharedFile> file;
        try {
            file = index.find(FilesRequest.decode(request).id());
        } catch (MalformedException e) {
            LOG.debug("a channel for files came with a malformed {}", e.getMessage());
            return null;
        }
        if (file.isEmpty()) {
            return null;
        }
        longestIdle().ifPresent(UploadSession::end);
        UploadSession session = new UploadSession(this, channel, file.get());
        synchronized (sessions) {
            if (closed || sessions.size() >= MAX_CHANNELS) {
                return null;
            }
            sessions.add(session);
        }
        listener.changed(file.get().id(), "STARTED", 0);
        session.start();
        return session;
    }

    @Override
    public List<Upload> list() {
        synchronized (sessions) {
            return sessions.stream().map(UploadSession::view).toList();
        }
    }

    @Override
    public long servedBytes() {
        return servedBytes.get();
    }

    @Override
    public void close() {
        List<UploadSession> all;
        synchronized (sessions) {
            closed = true;
            all = List.copyOf(sessions);
        }
        all.forEach(UploadSession::end);
    }

    Executor readers() {
        return readers;
    }

    long nowMicros() {
        return clock.nowMicros();
    }

    LeafStore leaves() {
        return index.leaves();
    }

    void served(int bytes) {
        servedBytes.addAndGet(bytes);
    }

    void changed(SharedFile file) {
        index.changed(file);
    }

    void ended(UploadSession session) {
        boolean isFirst;
        synchronized (sessions) {
            isFirst = sessions.remove(session);
        }
        if (isFirst) {
            listener.changed(session.view().id(), "ENDED", session.view().sentBytes());
        }
    }

    /** Who has to go so that another may come; nobody as long as there is room, or all are at work. */
    private Optional<UploadSession> longestIdle() {
        synchronized (sessions) {
            return sessions.size() < MAX_CHANNELS
                    ? Optional.empty()
                    : sessions.stream()
                            .min(Comparator.comparingLong(UploadSession::activeMicros))
                            .filter(session -> nowMicros() - session.activeMicros() >= IDLE_MICROS);
        }
    }
}
