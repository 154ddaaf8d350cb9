package org.myrmex.api.request;

/**
 * Service properties that make a {@code jakarta.servlet.Servlet} a service of the request manager: it gets every request that
 * all of its rules describe, whatever path another servlet was registered for. The rules are looked at after the guard has let the
 * request in and before any servlet; of several services whose rules fit, the one with the highest ranking gets the request, then
 * the oldest. Each property may hold one string or several, of which one must fit; a property that is absent fits everything.
 * A service with {@link #PATH} absent and no other rule is refused, since it would take everything.
 *
 * <p>The servlet is initialised before its first request and destroyed when it is unregistered; a rule that cannot be read is
 * shown by {@code myrmex health} and takes nothing.
 */
public final class RequestRule {
    /** Methods, e.g. {@code PUT}. */
    public static final String METHOD = "myrmex.request.method";

    /**
     * Decoded paths: {@code *} stands for anything within a segment, {@code **} for anything, e.g.
     * {@code /dav/shares/**.txt}.
     */
    public static final String PATH = "myrmex.request.path";

    /** MIME types of the body, e.g. {@code image/*}; parameters are not looked at. */
    public static final String TYPE = "myrmex.request.type";

    /** Headers, {@code Name: value} with {@code *} for anything, e.g. {@code Accept: *application/json*}. */
    public static final String HEADER = "myrmex.request.header";

    private RequestRule() {}
}
