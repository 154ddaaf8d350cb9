package org.myrmex.webdav.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.Preconditions;

/**
 * The conditional headers of a request (RFC 9110, 13), as they stood there.
 *
 * @param ifMatch value
 * @param ifNoneMatch value
 * @param ifModifiedSince value
 * @param ifUnmodifiedSince value
 * @param ifRange value
 */
public record Conditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince,
        Optional<String> ifUnmodifiedSince,
        Optional<String> ifRange) {
    /** A tag that no resource has: a malformed list is no permission. */
    private static final List<String> NOTHING = List.of("\"");

    /** What came of looking at them. */
    public enum Outcome {
        GO_ON,
        NOT_MODIFIED,
        FAILED
    }

    /** For reading, in the order of RFC 9110, 13.2.2. */
    public Outcome read(Optional<String> etag, OptionalLong modifiedMicros) {
        if (!matches(etag)) {
            return Outcome.FAILED;
        }
        if (ifMatch.isEmpty() && changedSince(ifUnmodifiedSince, modifiedMicros)) {
            return Outcome.FAILED;
        }
        if (ifNoneMatch.flatMap(EntityTags::parse).isPresent()) {
            return noneMatches(etag) ? Outcome.GO_ON : Outcome.NOT_MODIFIED;
        }
        boolean known = ifModifiedSince.flatMap(HttpDate::read).isPresent() && modifiedMicros.isPresent();
        return known && !changedSince(ifModifiedSince, modifiedMicros) ? Outcome.NOT_MODIFIED : Outcome.GO_ON;
    }

    private boolean matches(Optional<String> etag) {
        return new Preconditions(ifMatch.map(Conditions::strong), Optional.empty()).hold(etag);
    }

    /** Of a list that can be read: one that cannot says nothing of what the client has. */
    private boolean noneMatches(Optional<String> etag) {
        return new Preconditions(Optional.empty(), ifNoneMatch.map(Conditions::weak)).hold(etag);
    }

    /** For changing: what a tree decides on. {@code If-Unmodified-Since} is {@link #unmodified}'s. */
    public Preconditions change() {
        return new Preconditions(ifMatch.map(Conditions::strong), ifNoneMatch.map(Conditions::weak));
    }

    /** Whether {@code If-Unmodified-Since} lets a change go on. */
    public boolean unmodified(OptionalLong modifiedMicros) {
        return ifMatch.isPresent() || !changedSince(ifUnmodifiedSince, modifiedMicros);
    }

    /** Whether a range may be given, or the whole file must be. */
    public boolean rangeHolds(Optional<String> etag, OptionalLong modifiedMicros) {
        if (ifRange.isEmpty()) {
            return true;
        }
        String value = ifRange.get().strip();
        if (value.startsWith("\"") || value.startsWith("W/")) {
            return EntityTags.parse(value)
                    .map(tags -> etag.isPresent() && tags.strong().contains(etag.get()))
                    .orElse(false);
        }
        Optional<Long> since = HttpDate.read(value);
        return since.isPresent()
                && modifiedMicros.isPresent()
                && since.get().longValue() == HttpDate.seconds(modifiedMicros.getAsLong());
    }

    private static boolean changedSince(Optional<String> header, OptionalLong modifiedMicros) {
        Optional<Long> since = header.flatMap(HttpDate::read);
        return since.isPresent()
                && modifiedMicros.isPresent()
                && HttpDate.seconds(modifiedMicros.getAsLong()) > since.get();
    }

    private static List<String> strong(String header) {
        return EntityTags.parse(header)
                .map(tags -> tags.any() ? List.<String>of() : orNothing(tags.strong()))
                .orElse(NOTHING);
    }

    private static List<String> weak(String header) {
        // a malformed If-None-Match stands for *: nothing is replaced by mistake
        return EntityTags.parse(header)
                .map(tags -> tags.any() ? List.<String>of() : tags.values())
                .orElse(List.of());
    }

    /** An empty list would mean any. */
    private static List<String> orNothing(List<String> tags) {
        return tags.isEmpty() ? NOTHING : tags;
    }
}
