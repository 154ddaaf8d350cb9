package org.myrmex.http.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.myrmex.api.access.Caller;
import org.myrmex.api.plugin.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything that the server offers. A preprocessor and not a filter: filters belong to one servlet context,
 * and a plugin may bring its own. Its ranking puts it before those of plugins.
 */
@Component(
        service = {Preprocessor.class, Guard.class},
        configurationPid = "org.myrmex.http",
        property = "service.ranking:Integer=2147483647")
@Designate(ocd = Guard.Config.class)
public final class Guard implements Preprocessor {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    /** What holds unless a servlet says otherwise for its own answers. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
                            + " 'none'");

    private final Keys keys;
    private final Greeting greeting;
    private final Figures figures;
    private final Judge judge;
    private final Gate gate;
    private final Crowd crowd = new Crowd();
    private final List<String> configured;
    private volatile Hosts hosts;

    @Activate
    public Guard(
            @Reference Keys keys,
            @Reference Clock clock,
            @Reference Greeting greeting,
            @Reference Figures figures,
            Config config) {
        this.keys = keys;
        this.greeting = greeting;
        this.figures = figures;
        this.judge = new Judge(keys, clock);
        this.gate = new Gate(keys, judge);
        this.configured = List.of(config.hosts());
        this.hosts = new Hosts(configured);
    }

    @Reference(updated = "setRuntime")
    public void setRuntime(HttpServiceRuntime runtime, Map<String, Object> properties) {
        List<String> names = new ArrayList<>(configured);
        names.addAll(Endpoints.of(properties).hosts());
        hosts = new Hosts(names);
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!(plainRequest instanceof HttpServletRequest request)
                || !(plainResponse instanceof HttpServletResponse plain)) {
            throw new ServletException("only HTTP is spoken here");
        }
        HttpServletResponse response = new PlainErrors(plain);
        HEADERS.forEach(response::setHeader);
        Ruling ruling = gate.judge(knock(request), hosts);
        figures.count(ruling.verdict());
        switch (ruling.verdict()) {
            case OWNER -> serve(request, response, chain);
            case LOGIN -> login(request, response);
            case GREETING -> greeting.answer(response);
            default -> refuse(request, response, ruling);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Ruling ruling) throws IOException {
        switch (ruling.verdict()) {
            case NO_KEY -> response.setHeader("WWW-Authenticate", "Bearer");
            case NO_PASSWORD ->
                judge.offers(agent(request), ruling.stale())
                        .forEach(offer -> response.addHeader("WWW-Authenticate", offer));
            case TOO_MANY -> response.setHeader("Retry-After", Long.toString(ruling.retrySeconds()));
            case WRONG_METHOD -> response.setHeader("Allow", "OPTIONS, GET, HEAD, POST, PUT, DELETE");
            default -> {
                // The status says it all.
            }
        }
        PlainErrors.send(response, ruling.verdict().status(), ruling.verdict().reason());
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(Caller.class.getName(), Caller.OWNER);
        String path = RequestPath.parse(request.getRequestURI())
                .orElseThrow(() -> new ServletException("the gate lets no such path through"));
        Crowd.Load load = load(request);
        if (!crowd.enter(load)) {
            response.setHeader("Retry-After", "5");
            PlainErrors.send(
                    response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many requests at once; try again");
            return;
        }
        try {
            chain.doFilter(new DecodedRequest(request, path), response);
        } catch (ServletException | RuntimeException | LinkageError | StackOverflowError e) {
            // Errors too: a plugin may lack a class, and the server's own page would show what and where.
            figures.countFailure();
            LOG.error("a servlet failed; please report it", e);
            if (!response.isCommitted()) {
                PlainErrors.send(
                        response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "this failed; see: myrmex logs");
            }
        } finally {
            crowd.leave(load);
        }
    }

    private static Crowd.Load load(HttpServletRequest request) {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return body ? Crowd.Load.BODY : Crowd.Load.NOTHING;
    }

    private void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String once = Optional.ofNullable(request.getParameter("once")).orElse("");
        Optional<String> browser = keys.sessions().open(once);
        if (browser.isEmpty()) {
            PlainErrors.send(
                    response,
                    Verdict.NO_KEY.status(),
                    "this link was used or is too old; get another with: myrmex page");
            return;
        }
        // Written by hand: Strict keeps other sites' links from arriving here with the owner's rights.
        String secure = request.isSecure() ? "; Secure" : "";
        response.setHeader(
                "Set-Cookie",
                cookieName(request) + "=" + browser.get() + "; Path=/; HttpOnly; SameSite=Strict" + secure);
        if (request.getHeader("Sec-Fetch-Site") == null
                || request.getHeader("Sec-Fetch-Site").equals("none")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/");
            return;
        }
        // The link stood in somebody else's page, say a mail: what a redirect leads to would still be that page's
        // doing, and
        // neither cookie nor guard would let it in. A page of our own that moves on is not.
        response.setHeader("Refresh", "0; url=/");
        PlainErrors.send(response, HttpServletResponse.SC_OK, "you are in; go on at /");
    }

    private static Knock knock(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        String name = cookieName(request);
        boolean shown = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return new Knock(
                request.getScheme(),
                request.getMethod(),
                path(request),
                request.getQueryString() == null
                        ? request.getRequestURI()
                        : request.getRequestURI() + "?" + request.getQueryString(),
                headers(request, "Host"),
                request.getServerName(),
                request.getLocalAddr(),
                request.getRemoteAddr(),
                agent(request),
                headers(request, "Origin"),
                Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
                shown ? Knock.Navigation.YES : Knock.Navigation.NO,
                headers(request, "Authorization"),
                Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .toList());
    }

    /**
     * The path, with a fragment if one came, by Jetty's own reading: the servlet API knows nothing of it, and a DELETE of {@code /a/#b}
     * would delete {@code /a/}.
     */
    private static String path(HttpServletRequest request) {
        String fragment = ServletContextRequest.getServletContextRequest(request)
                .getHttpURI()
                .getFragment();
        return fragment == null ? request.getRequestURI() : request.getRequestURI() + "#" + fragment;
    }

    private static String agent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : List.copyOf(Collections.list(values));
    }

    /** Cookies do not know ports: two peers on one machine must not take each other's. */
    private static String cookieName(HttpServletRequest request) {
        return "myrmex-" + request.getLocalPort();
    }

    /** Configuration of the bundle. */
    @ObjectClassDefinition(name = "Myrmex HTTP", description = "The guard before the page and the API.")
    public @interface Config {
        @AttributeDefinition(
                name = "Hosts",
                description = "Further names under which this peer may be called, beside localhost and its addresses.")
        String[] hosts() default {};
    }
}
