package org.myrmex.discovery.hostcatcher.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** How peers that are named are read and written. */
interface Records<N> {
    /** Verifies one; costs a signature. Empty when it is none. */
    Optional<N> read(ByteBuffer bytes);

    /** The bytes of one. */
    ByteBuffer write(N named);

    /** Those that are good. */
    default List<N> read(List<ByteBuffer> records) {
        return records.stream().flatMap(bytes -> read(bytes).stream()).toList();
    }
}
