package org.myrmex.events.internal;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service that is got when it is first needed, on the thread that needs it (a handler's activation may be slow, too), and given
 * back once it has gone. No lock is held while the framework is called: it may call back.
 */
final class LazyService<S> implements Supplier<Optional<S>>, AutoCloseable {
    private final BundleContext context;
    private final ServiceReference<S> reference;
    private S held;
    private boolean closed;

    LazyService(BundleContext context, ServiceReference<S> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public Optional<S> get() {
        synchronized (this) {
            if (closed || held != null) {
                return Optional.ofNullable(held);
            }
        }
        S got = context.getService(reference);
        if (got == null) {
            return Optional.empty();
        }
        synchronized (this) {
            if (!closed && held == null) {
                held = got;
                return Optional.of(got);
            }
        }
        // Another thread was quicker, or it went meanwhile: this use is one too many.
        context.ungetService(reference);
        synchronized (this) {
            return Optional.ofNullable(held);
        }
    }

    @Override
    public void close() {
        boolean got;
        synchronized (this) {
            closed = true;
            got = held != null;
            held = null;
        }
        if (got) {
            context.ungetService(reference);
        }
    }
}
