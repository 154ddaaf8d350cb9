package org.myrmex.api.dav;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a resource.
 *
 * @param name last part of its path, decoded; empty for the root
 * @param collection whether it has members
 * @param sizeBytes empty for a collection, and where it is not known yet
 * @param etag strong, without quotes; empty for a collection
 * @param modifiedMicros microseconds since 1970
 * @param type MIME type
 * @param writable whether writing below or to it may succeed
 */
public record Entry(
        String name,
        boolean collection,
        OptionalLong sizeBytes,
        Optional<String> etag,
        OptionalLong modifiedMicros,
        String type,
        boolean writable) {}
