package org.myrmex.api.event;

/**
 * Topics of EventAdmin. Each says its properties; none of them may hold search words or file names of others, nor a network
 * address beside a virtual one. Times are {@code long} microseconds since 1970.
 */
public final class Topics {
    private static final String ROOT = "org/myrmex/";

    /** A neighbour is there. Properties: {@code link} (long), {@code source} (String), {@code dialledByUs} (Boolean). */
    public static final String LINK_UP = ROOT + "link/UP";
    /** A neighbour is gone. Properties: {@code link} (long), {@code reason} (String, a close reason). */
    public static final String LINK_DOWN = ROOT + "link/DOWN";
    /**
     * A discovery source was asked and has ended. Properties: {@code source} (String), {@code said} (String, as in {@code peers
     * --why}).
     */
    public static final String SOURCE_ASKED = ROOT + "discovery/ASKED";
    /**
     * Others can dial this peer, or cannot: those of the widest realm that it has to do with. Properties: {@code reachable}
     * (Boolean), {@code reason} (String, a close reason).
     */
    public static final String REACHABILITY = ROOT + "discovery/REACHABILITY";
    /** The routing was swapped. Properties: {@code routing} (String), {@code seamless} (Boolean). */
    public static final String ROUTING_SWAPPED = ROOT + "routing/SWAPPED";
    /** A download changed its state. Properties: {@code id} (String, content id), {@code state} (String). */
    public static final String DOWNLOAD = ROOT + "download/STATE";
    /** An own share was rescanned and differs. Properties: {@code files} (Integer), {@code bytes} (Long). */
    public static final String SHARE = ROOT + "share/CHANGED";

    /**
     * A search of this peer began, or no more of it is wanted. Properties: {@code state} (String, {@code STARTED} or {@code
     * ENDED}), {@code hits} (Integer), {@code peersHeard} (Integer). Never its words.
     */
    public static final String SEARCH = ROOT + "search/STATE";

    /** Somebody began or ended to take an own file. Properties: {@code id} (String, content id), {@code state} (String,
     * {@code STARTED} or {@code ENDED}), {@code sentBytes} (Long). */
    public static final String UPLOAD = ROOT + "upload/STATE";

    /**
     * A client of the web server wrote something, and it was taken. Properties: {@code path} (String, as it was asked for,
     * decoded; own names only, since what others own cannot be written), {@code status} (Integer).
     */
    public static final String PUT = ROOT + "request/PUT";

    /** A client of the web server removed something. Properties as of {@link #PUT}. */
    public static final String DELETE = ROOT + "request/DELETE";

    /**
     * A plugin came, changed or went. Properties: {@code name} (String, symbolic name), {@code version} (String), {@code
     * state} (String).
     */
    public static final String PLUGIN = ROOT + "plugin/STATE";

    /** When it happened. */
    public static final String TIME = "nowMicros";

    private Topics() {}
}
