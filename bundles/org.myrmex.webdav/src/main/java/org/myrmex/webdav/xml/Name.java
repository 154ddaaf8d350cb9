package org.myrmex.webdav.xml;

/**
 * Name of a property.
 *
 * @param space namespace; empty for none
 * @param local name in it
 */
public record Name(String space, String local) {
    /** Namespace of RFC 4918. */
    public static final String DAV = "DAV:";

    /** Where Windows keeps its times. */
    public static final String WINDOWS = "urn:schemas-microsoft-com:";

    public static Name dav(String local) {
        return new Name(DAV, local);
    }
}
