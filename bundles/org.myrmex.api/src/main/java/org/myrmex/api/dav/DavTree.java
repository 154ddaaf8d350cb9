package org.myrmex.api.dav;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A tree that the WebDAV facade mounts at {@code /dav/<name>/}: a service with the property {@link #NAME}. Methods are called
 * on request threads, many at once, and may block until the call's deadline. Paths are absolute inside the tree, {@code /}
 * being its root, with decoded names and without {@code .} and {@code ..}. A tree that takes no writing throws
 * {@link DavException} with {@link DavException.Status#READ_ONLY}. Names that begin with {@link #OWN_PREFIX} are the facade's: it builds
 * under them what then moves to its place in one step, and lets no client see or use one.
 */
@ConsumerType
public interface DavTree {
    /** Service property: below which name it is mounted; of two the older stays. */
    String NAME = "myrmex.dav.name";

    /** How the facade's own names begin, in any case of letters. */
    String OWN_PREFIX = ".myrmex-";

    /** What is at a path; empty when nothing is. */
    Optional<Entry> stat(Call call, String path) throws DavException, IOException;

    /**
     * Members of a collection, a page at a time, in a stable order.
     *
     * @param cursor of the page before; empty for the first
     * @param limit most entries of a page
     */
    Page children(Call call, String path, String cursor, int limit) throws DavException, IOException;

    /**
     * All members of a collection, for who needs no order and cannot hold them all. By default page by page; a tree whose pages cost
     * as much as the whole collection goes through it once instead.
     */
    default DavMembers members(Call call, String path) throws DavException, IOException {
        return new PagedMembers(this, call, path);
    }

    /**
     * Reads a file.
     *
     * @param offset first byte
     * @param length bytes, -1 to the end
     */
    DavBody open(Call call, String path, long offset, long length) throws DavException, IOException;

    /**
     * Finds a resource that is to be described and then perhaps read, as GET does; empty when nothing is there. HEAD and collections are
     * found so, too, and nothing of them is opened. By default by {@link #stat} and {@link #open}; a tree for which looking up a path is
     * dear looks it up once instead. When it throws, or gives nothing, nothing stays open.
     */
    default Optional<DavResource> find(Call call, String path) throws DavException, IOException {
        return stat(call, path).map(entry -> new SoughtAgain(this, path, entry));
    }

    /**
     * Writes a file whole, or leaves the old one; decides about the preconditions in the same step. Reads the body to its end, and
     * gives the file its place only then. The last read may wait, some 20 s, until others have changed what they change there, so who reads
     * holds nothing that {@link #delete} or {@link #move} need; and it may throw, as somebody locked the place meanwhile: then nothing
     * is kept, and the exception is passed on as it is.
     */
    default PutResult put(Call call, String path, Preconditions preconditions, DavBody body)
            throws DavException, IOException {
        throw new DavException(DavException.Status.READ_ONLY, "this tree is read-only");
    }

    /** Makes a collection. */
    default void makeCollection(Call call, String path) throws DavException, IOException {
        throw new DavException(DavException.Status.READ_ONLY, "this tree is read-only");
    }

    /** Removes a file, or a collection with all that is in it. */
    default void delete(Call call, String path, Preconditions preconditions) throws DavException, IOException {
        throw new DavException(DavException.Status.READ_ONLY, "this tree is read-only");
    }

    /**
     * Sets when a resource was last changed, for clients that copy the time of what they upload.
     *
     * @param modifiedMicros microseconds since 1970
     */
    default void setModified(Call call, String path, long modifiedMicros) throws DavException, IOException {
        throw new DavException(DavException.Status.READ_ONLY, "this tree is read-only");
    }

    /** How much room there is below a path (RFC 4331); empty where that means nothing. */
    default Optional<Space> space(Call call, String path) throws DavException, IOException {
        return Optional.empty();
    }

    /**
     * Where a path leads, as one text for one thing: equal for two paths that lead to the same. That of a member is that of its
     * collection with {@code /} and a name behind, but at the root, whose members may lie anywhere. Locks and properties hang on it, and
     * nothing is copied over itself. A tree in which one thing has two names must know. A text that begins with a slash counts in this
     * tree alone, any other one in all trees: what lies on a disk is {@code file:} and its real path with slashes, since another tree
     * may show the same folder. Stays in the peer, is never shown. Need not be there.
     */
    default String place(Call call, String path) throws DavException, IOException {
        return path;
    }

    /**
     * Moves within the tree, in one step.
     *
     * @return whether something was replaced
     */
    default boolean move(Call call, String from, String to, boolean overwrite, Preconditions preconditions)
            throws DavException, IOException {
        throw new DavException(DavException.Status.READ_ONLY, "this tree is read-only");
    }
}
