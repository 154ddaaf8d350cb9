package org.myrmex.webdav.xml;

/**
 * Name of a property.
 *
 * @param space namespace; empty for none
 * @param local name in it
 */
public record Name(String space, String local) implements Comparable<Name> {
    /** Namespace of RFC 4918. */
    public static final String DAV = "DAV:";

    /** Where Windows keeps its times. */
    public static final String WINDOWS = "urn:schemas-microsoft-com:";

    @Override
    public int compareTo(Name other) {
        int bySpace = space.compareTo(other.space);
        return bySpace == 0 ? local.compareTo(other.local) : bySpace;
    }

    public static Name dav(String local) {
        return new Name(DAV, local);
    }
}
