package org.myrmex.webdav.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.access.Caller;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.PluginHome;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.kept.Recovery;
import org.myrmex.webdav.methods.Beside;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps locks, properties and the journal in the bundle's folder. There before anything is served, and closed when nothing is. */
@Component(service = KeptInHome.class)
public final class KeptInHome {
    private static final Logger LOG = LoggerFactory.getLogger(KeptInHome.class);
    private static final String FILE = "kept.mv";
    private static final long STEP_MICROS = TimeUnit.SECONDS.toMicros(30);

    private final PluginHome home;
    private final Clock clock;
    private Optional<Kept> kept = Optional.empty();
    private boolean stopped;
    private boolean lasting;
    private Optional<Beside> beside = Optional.empty();

    @Activate
    public KeptInHome(@Reference PluginHome home, @Reference Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Opened by whoever asks first, which nobody does while the peer starts: it would take a twentieth of that time. */
    private synchronized Kept kept() {
        if (kept.isEmpty()) {
            kept = Optional.of(kept(home));
        }
        return kept.get();
    }

    private Kept kept(PluginHome home) {
        if (stopped) {
            // the next version may have the file by now
            return Kept.inMemory();
        }
        try {
            Kept inFile = Kept.in(home.data().resolve(FILE));
            lasting = true;
            return inFile;
        } catch (IOException | NotKeptException e) {
            LOG.warn("locks and properties of WebDAV are forgotten at the end of this run: {}", e.getMessage());
            return Kept.inMemory();
        }
    }

    synchronized Beside beside() {
        if (beside.isEmpty()) {
            beside = Optional.of(Beside.of(kept()));
        }
        return beside.get();
    }

    Recovery recovery(String name, DavTree tree) {
        return new Recovery(name, tree, kept(), beside().locks(), () -> new OwnCall(clock.nowMicros() + STEP_MICROS));
    }

    /** Whether an earlier run of this peer gave that name to what it built. */
    synchronized boolean left(String name) {
        return kept().runs().left(name);
    }

    /**
     * Whether a folder, by its real path, may hold what a change needs that an earlier run began and that is not settled. Without the file
     * nobody knows.
     */
    synchronized boolean mayBeOpenIn(Path folder) {
        return kept().journal().mayBeOpenIn(folder) || !lasting;
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        kept.ifPresent(Kept::close);
    }

    /** The peer itself asks. */
    private record OwnCall(long deadlineMicros) implements Call {
        @Override
        public Caller caller() {
            return Caller.OWNER;
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
