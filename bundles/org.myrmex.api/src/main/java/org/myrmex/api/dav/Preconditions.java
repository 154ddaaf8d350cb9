package org.myrmex.api.dav;

import java.util.List;
import java.util.Optional;

/**
 * What must hold for a change (RFC 9110, 13.1).
 *
 * @param ifMatch strong etags of which one must be there now; empty list in the Optional stands for {@code *}
 * @param ifNoneMatch etags of which none may be there; empty list in the Optional stands for {@code *}
 */
public record Preconditions(Optional<List<String>> ifMatch, Optional<List<String>> ifNoneMatch) {
    public static final Preconditions NONE = new Preconditions(Optional.empty(), Optional.empty());

    /** Whether they hold for what is there now. */
    public boolean hold(Optional<String> etag) {
        boolean match = ifMatch.isEmpty()
                || (etag.isPresent()
                        && (ifMatch.get().isEmpty() || ifMatch.get().contains(etag.get())));
        boolean none = ifNoneMatch.isEmpty()
                || etag.isEmpty()
                || (!ifNoneMatch.get().isEmpty() && !ifNoneMatch.get().contains(etag.get()));
        return match && none;
    }
}
