package org.myrmex.api.access;

import org.osgi.annotation.versioning.ProviderType;

/** Decides who may do what: the one place that is asked. Any thread; returns at once. */
@ProviderType
public interface AccessManager {
    /**
     * Decides.
     *
     * @param resource what it is about, e.g. {@code command:status}, {@code dav:/shares/music}
     * @param action what is to be done: a method or {@code run}
     */
    Decision decide(Caller caller, String resource, String action);
}
