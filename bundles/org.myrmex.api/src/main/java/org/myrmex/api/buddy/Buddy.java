package org.myrmex.api.buddy;

import java.util.List;

/**
 * A person known by a lasting key.
 *
 * @param name how the owner calls him
 * @param key base32 of SHA-256 of his lasting key; no peer id and no virtual address
 * @param devices his devices
 */
public record Buddy(String name, String key, List<Device> devices) {
    /**
     * One device.
     *
     * @param online whether it was heard in the last minute
     * @param lastSeenMicros microseconds since 1970; 0 for never
     */
    public record Device(String name, boolean online, long lastSeenMicros) {}
}
