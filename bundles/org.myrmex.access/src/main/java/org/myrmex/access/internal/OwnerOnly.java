package org.myrmex.access.internal;

import org.myrmex.api.access.AccessManager;
import org.myrmex.api.access.Caller;
import org.myrmex.api.access.Decision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the owner do everything and nobody else anything; what is refused is in the log. */
@Component
public final class OwnerOnly implements AccessManager {
    private static final Logger AUDIT = LoggerFactory.getLogger("org.myrmex.access.audit");
    private static final Decision OWNER = new Decision(true, "the owner may do everything");

    @Activate
    public OwnerOnly() {}

    @Override
    public Decision decide(Caller caller, String resource, String action) {
        if (caller.kind() == Caller.Kind.OWNER) {
            return OWNER;
        }
        AUDIT.info("refused: {} to {} on {}", caller.kind(), action, kind(resource));
        return new Decision(false, "only the owner of this peer may do that; use the secret of its home");
    }

    /** Commands are named in full; of anything else only the kind, since a path holds file names and search words. */
    private static String kind(String resource) {
        return resource.matches("command:[\\w-]{1,40}")
                ? resource
                : resource.substring(0, Math.max(0, resource.indexOf(':'))).replaceAll("\\W", "?");
    }
}
