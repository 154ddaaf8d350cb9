package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.plugin.Clock;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the method for a request and makes an answer of whatever it refuses. Any thread. */
public final class Methods {
    private static final Logger LOG = LoggerFactory.getLogger(Methods.class);
    private static final String RETRY_SECONDS = "5";

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "COPY");
    private static final int MAX_IDLE_BODY = 64 << 10;

    private static final Map<String, Method> METHODS = Map.ofEntries(
            Map.entry("OPTIONS", new Options()),
            Map.entry("GET", new Get()),
            Map.entry("HEAD", new Get()),
            Map.entry("PUT", new Put()),
            Map.entry("DELETE", new Delete()),
            Map.entry("MKCOL", new MakeCollection()),
            Map.entry("COPY", new Copy()),
            Map.entry("MOVE", new Move()),
            Map.entry("LOCK", new TakeLock()),
            Map.entry("UNLOCK", new Unlock()),
            Map.entry("PROPFIND", new Propfind()),
            Map.entry("PROPPATCH", new Proppatch()),
            Map.entry("SEARCH", new Search()),
            Map.entry("REPORT", new Report()));

    private final Mounts mounts;
    private final AccessManager access;
    private final Clock clock;
    private final Beside beside;

    public Methods(Mounts mounts, AccessManager access, Clock clock, Beside beside) {
        this.mounts = mounts;
        this.access = access;
        this.clock = clock;
        this.beside = beside;
    }

    public void answer(HttpServletRequest request, HttpServletResponse response) {
        try {
            respond(request, response);
        } catch (IOException e) {
            // an exception would have the server's dispatcher write the path into the log
            LOG.debug("a client went before it could be told what is wrong");
        }
    }

    private void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange;
        try {
            exchange = new Exchange(request, response, mounts, access, clock, beside);
        } catch (BadPathException e) {
            refuse(response, e.status(), e.getMessage());
            return;
        }
        try {
            answer(exchange);
        } catch (RefusedException e) {
            refuse(exchange, e);
        } catch (BadPathException e) {
            refuse(exchange, e.status(), Optional.empty(), e.getMessage());
        } catch (BadXmlException e) {
            refuse(exchange, Status.BAD_REQUEST, Optional.empty(), e.getMessage());
        } catch (DavException e) {
            refuse(exchange, e.status().http(), condition(e), e.getMessage());
        } catch (NotKeptException e) {
            refuse(exchange, Status.NO_SPACE, Optional.empty(), e.getMessage());
        } catch (ClientGoneException e) {
            exchange.connection().failed();
            LOG.debug("a client went before its answer was complete");
        } catch (CutException e) {
            LOG.debug("an answer was cut off");
            exchange.cut().off();
        } catch (IOException | RuntimeException e) {
            failed(exchange, e);
        } finally {
            exchange.connection().end();
        }
    }

    private static void answer(Exchange exchange)
            throws RefusedException, DavException, BadPathException, BadXmlException, IOException {
        String name = exchange.request().getMethod();
        Method method = METHODS.get(name);
        if (method == null) {
            exchange.authorise(exchange.path(), "OPTIONS");
            exchange.response().setHeader("Allow", Options.allowed(exchange));
            throw new RefusedException(Status.METHOD_NOT_ALLOWED, "that method is not offered here");
        }
        if (exchange.path().isReserved()) {
            boolean reads = Set.of("OPTIONS", "GET", "HEAD", "PROPFIND", "SEARCH", "REPORT")
                    .contains(name);
            throw new RefusedException(
                    reads ? Status.NOT_FOUND : Status.FORBIDDEN, "names that begin so are the peer's own");
        }
        exchange.authorise(exchange.path(), name);
        coded(exchange);
        if (BODILESS.contains(name) && exchange.hasBody()) {
            // it means nothing, but as long as it was not read, nobody hears that the client has gone
            exchange.body(MAX_IDLE_BODY);
        }
        Overdue.settle(exchange);
        exchange.guard().before();
        method.answer(exchange);
        if (exchange.response().getStatus() / 100 == 2) {
            exchange.guard().after();
        }
    }

    /** Refuses a body that is not what it will be taken for. */
    private static void coded(Exchange exchange) throws RefusedException {
        if (!exchange.header("Transfer-Encoding").orElse("chunked").strip().equalsIgnoreCase("chunked")) {
            // the server undoes chunks and passes the rest on; what follows on this connection may be anything
            exchange.response().setHeader("Connection", "close");
            throw new RefusedException(Status.NOT_IMPLEMENTED, "only chunks are taken as a transfer coding");
        }
        if (!exchange.header("Content-Encoding").orElse("identity").strip().equalsIgnoreCase("identity")) {
            // kept as it comes, a file would be given to others without the header that says what it is
            throw new RefusedException(Status.UNSUPPORTED_TYPE, "compressed bodies are not taken; send it as it is");
        }
    }

    /** No path and no message of the exception: both may hold search words. */
    private static void failed(Exchange exchange, Exception e) throws IOException {
        StackTraceElement[] stack = e.getStackTrace();
        LOG.warn(
                "a tree failed on a {}: {} at {}; please report it",
                exchange.request().getMethod().replaceAll("[^A-Z]", "?"),
                e.getClass().getName(),
                stack.length == 0 ? "?" : stack[0]);
        if (exchange.response().isCommitted()) {
            exchange.cut().off();
        } else {
            refuse(exchange, Status.FAILED, Optional.empty(), "this failed; see: myrmex logs");
        }
    }

    private static void refuse(Exchange exchange, RefusedException e) throws IOException {
        if (e.hrefs().isEmpty() || exchange.response().isCommitted()) {
            refuse(exchange, e.status(), e.condition(), e.getMessage());
        } else {
            exchange.answer(
                    e.status(),
                    Multistatus.TYPE,
                    Multistatus.error(e.condition().orElseThrow(), e.hrefs()));
        }
    }

    private static Optional<String> condition(DavException e) {
        // trees refuse so when the disk is full (RFC 4331, 6); a quota nobody has
        return e.status() == DavException.Status.NO_SPACE ? Optional.of("sufficient-disk-space") : Optional.empty();
    }

    private static void refuse(Exchange exchange, int status, Optional<String> condition, String line)
            throws IOException {
        HttpServletResponse response = exchange.response();
        if (response.isCommitted()) {
            exchange.cut().off();
            return;
        }
        if (status == Status.BUSY) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        if (condition.isPresent()) {
            exchange.answer(status, Multistatus.TYPE, Multistatus.error(condition.get()));
        } else if (status == Status.METHOD_NOT_ALLOWED && response.getHeader("Allow") == null) {
            response.setHeader("Allow", Options.READ_WRITE);
            exchange.say(status, line);
        } else {
            exchange.say(status, line);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String line) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
