package org.myrmex.webdav.lock;

/**
 * A write lock.
 *
 * @param token a URI, unlike that of any other lock (RFC 4918, 6.5)
 * @param place what it is on
 * @param path how that was called by whoever locked it: a link below the facade's root, with a slash at its end for a collection
 * @param deep whether it covers what lies below, too
 * @param ownerXml what the client says of itself, as an element that can be put into an answer; empty for nothing
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
        boolean made) {

    /** The compatibility table of RFC 4918, 6.1: only shared locks stand each other. */
    boolean excludes(Lock other) {
        return scope == Scope.EXCLUSIVE || other.scope == Scope.EXCLUSIVE;
    }

    /** What it takes in a table, which has its place twice. */
    int chars() {
        return 2 * place.length() + path.length() + ownerXml.length() + principal.length();
    }

    boolean isOver(long nowMicros) {
        return expiresMicros <= nowMicros;
    }

    Lock until(long otherMicros) {
        return new Lock(token, place, path, deep, scope, ownerXml, principal, otherMicros, made);
    }

    /** The same lock by another name. */
    public Lock called(String otherPath) {
        return new Lock(token, place, otherPath, deep, scope, ownerXml, principal, expiresMicros, made);
    }

    Lock notMade() {
        return new Lock(token, place, path, deep, scope, ownerXml, principal, expiresMicros, false);
    }
}
