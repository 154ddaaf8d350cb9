package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.access.Caller;
import org.myrmex.api.access.Decision;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.plugin.Clock;
import org.myrmex.webdav.connection.ClientConnection;
import org.myrmex.webdav.http.Conditions;
import org.myrmex.webdav.http.Preferences;
import org.myrmex.webdav.kept.PlaceKey;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.path.Destination;
import org.myrmex.webdav.path.Names;

/** One request and what there is to answer it with. One thread. */
final class Exchange {
    /** Where the facade is mounted. */
    static final String PREFIX = "/dav";

    /** For one step of a tree; what it opened may be read on for longer. */
    private static final long STEP_MICROS = TimeUnit.SECONDS.toMicros(30);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Mounts mounts;
    private final AccessManager access;
    private final Clock clock;
    private final Beside beside;
    private final Caller caller;
    private final String prefix;
    private final DavPath path;
    private final ClientConnection connection;
    private final Cut cut = new Cut();
    private final LockProperties lockProperties;
    private Guard guard;
    private Optional<String> syncToken;

    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            Mounts mounts,
            AccessManager access,
            Clock clock,
            Beside beside)
            throws BadPathException {
        this.request = request;
        this.response = response;
        this.mounts = mounts;
        this.access = access;
        this.clock = clock;
        this.beside = beside;
        this.lockProperties = new LockProperties(this);
        this.caller = request.getAttribute(Caller.class.getName()) instanceof Caller known ? known : Caller.ANONYMOUS;
        this.connection = new ClientConnection(request, hasBody());
        // the raw URI: a server's decoded path no longer tells an encoded slash from a slash
        String uri = request.getRequestURI();
        this.prefix = uri.startsWith(PREFIX) ? PREFIX : "";
        this.path = DavPath.parse(uri.substring(prefix.length()));
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    Cut cut() {
        return cut;
    }

    /** What stands before {@link #path} in a link: {@link #PREFIX}, or nothing when the server's root was asked. */
    String prefix() {
        return prefix;
    }

    DavPath path() {
        return path;
    }

    DavTree tree() {
        return mounts.at(path);
    }

    DavTree tree(DavPath other) {
        return mounts.at(other);
    }

    /** How a path is called in the tree that answers for it. */
    String inTree(DavPath other) {
        return other.isRoot() || mounts.at(other) == mounts ? "/" + String.join("/", other.names()) : other.inTree();
    }

    String inTree() {
        return inTree(path);
    }

    /** A call for the next step. */
    Call call() {
        return new RequestCall(caller, clock.nowMicros() + STEP_MICROS, connection::gone);
    }

    /** A call of the facade itself, for what was allowed when it was asked for. */
    Call ownCall() {
        return new RequestCall(Caller.OWNER, clock.nowMicros() + STEP_MICROS, () -> false);
    }

    /** Whether a tree answers for a path. */
    boolean isMounted(DavPath at) {
        return tree(at) != mounts;
    }

    /** Asks whether the caller may do something to a path: the one place where it is asked. */
    void authorise(DavPath to, String action) throws RefusedException {
        Decision decision = access.decide(caller, "dav:/" + String.join("/", to.names()), action);
        if (!decision.allowed()) {
            throw new RefusedException(Status.FORBIDDEN, decision.reason());
        }
    }

    /** Whether the caller may see a member of a collection at all. */
    boolean shows(DavPath member) {
        if (!Names.isShown(member.name())) {
            return false;
        }
        if (!member.isTop()) {
            return true;
        }
        try {
            authorise(member, request.getMethod());
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** Ends what nobody waits for any more. */
    void needClient() throws ClientGoneException {
        if (connection.gone()) {
            throw new ClientGoneException();
        }
    }

    /** Microseconds since 1970. */
    long nowMicros() {
        return clock.nowMicros();
    }

    Optional<Entry> stat(DavPath at) throws DavException, IOException {
        return tree(at).stat(call(), inTree(at));
    }

    Optional<Entry> stat() throws DavException, IOException {
        return stat(path);
    }

    /** What is there, to be described and read. To be closed. */
    DavResource find() throws DavException, IOException {
        return tree().find(call(), inTree()).orElseThrow(Exchange::missing);
    }

    /** What is there. */
    Entry entry() throws DavException, IOException {
        return stat().orElseThrow(Exchange::missing);
    }

    private static DavException missing() {
        return new DavException(DavException.Status.NOT_FOUND, "there is nothing here");
    }

    /**
     * Refuses what would be made or changed where nothing can be. Asks the parent alone: to learn of a file of the network its source
     * would have to be asked.
     *
     * @param missing status where there is no parent
     */
    void needWritableParent(DavPath of, int missing) throws RefusedException, DavException, IOException {
        Entry parent = stat(of.parent())
                .filter(Entry::collection)
                .orElseThrow(() -> new RefusedException(missing, "there is no folder for it"));
        if (!parent.writable()) {
            throw new RefusedException(Status.FORBIDDEN, "nothing can be changed here");
        }
    }

    /** The key of locks and properties of what is at a path: one for one thing, however it is reached. */
    String place(DavPath at) throws DavException, IOException {
        return at.isRoot() ? "" : PlaceKey.of(at.tree(), tree(at).place(call(), inTree(at)));
    }

    /** What the facade keeps beside the trees. */
    Beside beside() {
        return beside;
    }

    /** What locks and the header {@code If} say of this request. */
    Guard guard() throws RefusedException, BadPathException {
        if (guard == null) {
            guard = new Guard(this);
        }
        return guard;
    }

    /** What stands for the members of the collection that was asked for, as long as there is a turn for it; looked at once. */
    Optional<String> syncToken() throws DavException, IOException {
        if (syncToken == null) {
            syncToken = Optional.empty();
            try {
                Turns.Turn turn = Sync.TURNS.take();
                try {
                    syncToken = Optional.of(new Sync(this, false).token());
                } finally {
                    turn.close();
                }
            } catch (RefusedException e) {
                // too much, or too many ask: it is one property among others, which can be had
            }
        }
        return syncToken;
    }

    /** What locks are shown as properties. */
    LockProperties lockProperties() {
        return lockProperties;
    }

    /** Whose locks the caller's are: one text for one principal. */
    String principal() {
        return caller.kind() + ":" + caller.name();
    }

    /** Where a COPY or MOVE is to lead. */
    DavPath destination() throws RefusedException, BadPathException {
        return here(header("Destination")
                .orElseThrow(() -> new RefusedException(Status.BAD_REQUEST, "the header Destination is missing")));
    }

    /** The path of a whole URI or absolute path on this server. */
    DavPath here(String uri) throws BadPathException {
        return Destination.parse(uri, request.getScheme(), header("Host").orElse(""), PREFIX);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** A header that may stand there once. */
    Optional<String> single(String name) throws RefusedException {
        List<String> lines = Collections.list(request.getHeaders(name));
        if (lines.size() > 1) {
            throw new RefusedException(Status.BAD_REQUEST, "the header " + name + " stands there twice");
        }
        return lines.stream().findFirst();
    }

    /** A header whose list may stand on several lines (RFC 9110, 5.3). */
    private Optional<String> list(String name) {
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    Conditions conditions() {
        return new Conditions(
                list("If-Match"),
                list("If-None-Match"),
                header("If-Modified-Since"),
                header("If-Unmodified-Since"),
                header("If-Range"));
    }

    /** What the client could do without. */
    Preferences preferences() {
        return Preferences.parse(Collections.list(request.getHeaders("Prefer")), header("Brief"));
    }

    /** The whole body, which must be short. */
    byte[] body(int most) throws RefusedException {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(most + 1);
        } catch (IOException e) {
            // told apart from a failing tree, which would be a matter for whoever runs the peer
            throw new RefusedException(Status.BAD_REQUEST, "the body broke off; send it again");
        }
        if (body.length > most) {
            throw new RefusedException(Status.TOO_LARGE, "the body is too long; " + (most >> 10) + " KiB are the most");
        }
        connection.bodyTaken();
        return body;
    }

    /** Whether the request brought a body. */
    boolean hasBody() {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Answers with a status and one line. */
    void say(int status, String line) throws IOException {
        answer(status, "text/plain;charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void answer(int status, String type, byte[] body) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /** Answers with a status alone. */
    void done(int status) {
        response.setStatus(status);
        if (status != Status.NO_CONTENT && status != Status.NOT_MODIFIED) {
            response.setContentLength(0);
        }
    }

    ClientConnection connection() {
        return connection;
    }
}
