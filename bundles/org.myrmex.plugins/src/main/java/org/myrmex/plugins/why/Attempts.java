package org.myrmex.plugins.why;

import java.util.Optional;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;

/** Says why a bundle did not start. */
public interface Attempts {
    /** Why an attempt to start it, just now, failed. */
    Finding ofAttempt(Bundle bundle, Throwable failure);

    /** What keeps it from being started now, as far as that can be seen without trying. */
    Optional<Finding> now(Bundle bundle);
}
