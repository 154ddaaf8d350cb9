package org.myrmex.testkit.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** Goes through a tree as the facade does. */
final class Walk {
    private static final int MOST_PAGES = 10_000;

    private Walk() {}

    /** All members of a collection, page by page. */
    static List<Entry> list(DavTree tree, String path, int limit) throws DavException, IOException {
        List<Entry> all = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        for (int pages = 0; cursor.isPresent(); pages++) {
            assertTrue(pages < MOST_PAGES, "the listing of " + path + " comes to an end");
            Page page = tree.children(new OwnersCall(), path, cursor.get(), limit);
            assertTrue(page.entries().size() <= limit, "no page is longer than was asked for");
            assertNotEquals(Optional.of(""), page.next(), "the cursor of the first page leads nowhere else");
            all.addAll(page.entries());
            cursor = page.next();
        }
        return all;
    }

    static byte[] read(DavTree tree, String path, long offset, long length, int bufferBytes)
            throws DavException, IOException {
        try (DavBody body = tree.open(new OwnersCall(), path, offset, length)) {
            return read(body, bufferBytes);
        }
    }

    static byte[] read(DavTree tree, String path) throws DavException, IOException {
        return read(tree, path, 0, -1, 8192);
    }

    static byte[] read(DavBody body, int bufferBytes) throws IOException {
        return read(body, ByteBuffer.allocate(bufferBytes));
    }

    static byte[] read(DavBody body, ByteBuffer buffer) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            assertEquals(read, buffer.position(), "what is told is what was put there");
            byte[] piece = new byte[buffer.flip().remaining()];
            buffer.get(piece).clear();
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    static String child(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
