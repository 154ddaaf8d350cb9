package org.myrmex.webdav.lock;

/**
 * A write lock.
 *
 * @param token a URI, unlike that of any other lock (RFC 4918, 6.5)
 * @param place what it is on
 * @param path how that was called when it was locked: names from the facade's root, each with a slash before it
 * @param deep whether it covers what lies below, too
 * @param ownerXml what the client says of itself, as XML that can be put into an answer; empty for nothing
 * @param principal whose it is
 * @param expiresMicros microseconds since 1970
 * @param made whether LOCK itself made the file, which goes with the lock when nothing was ever written to it
 */
public record Lock(
        String token,
        String place,
        String path,
        boolean deep,
        Scope scope,
        String ownerXml,
        String principal,
        long expiresMicros,
        boolean made) {}
