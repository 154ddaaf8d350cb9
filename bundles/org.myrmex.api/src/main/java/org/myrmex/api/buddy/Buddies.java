package org.myrmex.api.buddy;

import java.util.List;
import org.myrmex.api.plugin.Registration;
import org.osgi.annotation.versioning.ProviderType;

/** The buddy manager: people, their devices, and whether they are there. Any thread. */
@ProviderType
public interface Buddies {
    List<Buddy> list();

    /** Tells of every change, on one thread of the platform, with the new state. */
    Registration watch(java.util.function.Consumer<Buddy> listener);
}
