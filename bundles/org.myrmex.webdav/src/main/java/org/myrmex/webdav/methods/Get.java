package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavResource;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.http.Conditions;
import org.myrmex.webdav.http.HttpDate;
import org.myrmex.webdav.http.Range;
import org.myrmex.webdav.http.Serving;

/** GET and HEAD: a file or parts of it, or the page of a collection. */
final class Get implements Method {
    private static final String BOUNDARY = "myrmex-part-4c1f6f2b9d0e";

    private final Listing listing = new Listing();

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, IOException {
        if (listing.leadsToSearch(exchange)) {
            return;
        }
        try (DavResource found = exchange.find()) {
            answer(exchange, found);
        }
    }

    private void answer(Exchange exchange, DavResource found) throws RefusedException, DavException, IOException {
        Entry entry = found.entry();
        if (entry.collection()) {
            found.close();
            listing.answer(exchange, entry);
            return;
        }
        if (exchange.path().slash()) {
            throw new RefusedException(Status.NOT_FOUND, "that is a file; leave the slash at the end away");
        }
        describe(exchange.response(), entry);
        switch (exchange.conditions().read(entry.etag(), entry.modifiedMicros())) {
            case FAILED -> throw new RefusedException(Status.PRECONDITION_FAILED, "it has changed");
            case NOT_MODIFIED -> exchange.done(Status.NOT_MODIFIED);
            default -> file(exchange, found);
        }
    }

    private static void describe(HttpServletResponse response, Entry entry) {
        String type = Serving.type(entry.type());
        response.setHeader("Accept-Ranges", entry.sizeBytes().isPresent() ? "bytes" : "none");
        response.setHeader("Content-Security-Policy", Serving.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", Serving.disposition(type));
        entry.etag().ifPresent(tag -> response.setHeader("ETag", "\"" + tag + "\""));
        entry.modifiedMicros().ifPresent(micros -> response.setHeader("Last-Modified", HttpDate.text(micros)));
        response.setContentType(type);
    }

    private static void file(Exchange exchange, DavResource found) throws RefusedException, DavException, IOException {
        Entry entry = found.entry();
        boolean head = exchange.request().getMethod().equals("HEAD");
        OptionalLong size = entry.sizeBytes();
        Optional<List<Range>> ranges = head || size.isEmpty() ? Optional.empty() : ranges(exchange, entry);
        if (ranges.isEmpty()) {
            size.ifPresent(exchange.response()::setContentLengthLong);
            if (!head) {
                if (size.isEmpty() && exchange.request().getProtocol().equals("HTTP/1.1")) {
                    exchange.cut().guard(exchange.response());
                }
                whole(exchange, found, size);
            }
        } else if (ranges.get().isEmpty()) {
            exchange.response().setHeader("Content-Range", "bytes */" + size.getAsLong());
            throw new RefusedException(Status.NOT_SATISFIABLE, "the file has no such part");
        } else if (ranges.get().size() == 1) {
            part(exchange, found, ranges.get().get(0), size.getAsLong());
        } else {
            parts(exchange, found, ranges.get());
        }
    }

    private static Optional<List<Range>> ranges(Exchange exchange, Entry entry) {
        Conditions conditions = exchange.conditions();
        return exchange.header("Range")
                .filter(header -> conditions.rangeHolds(entry.etag(), entry.modifiedMicros()))
                .flatMap(header -> Range.parse(header, entry.sizeBytes().getAsLong()));
    }

    private static void whole(Exchange exchange, DavResource found, OptionalLong size)
            throws RefusedException, DavException, IOException {
        try (DavBody body = open(exchange, found, 0, size)) {
            found.close(); // a slow client must not hold folders, too
            Sending.all(exchange, body, size);
        }
    }

    private static void part(Exchange exchange, DavResource found, Range range, long size)
            throws RefusedException, DavException, IOException {
        try (DavBody body = open(exchange, found, range.first(), OptionalLong.of(range.length()))) {
            found.close();
            exchange.response().setStatus(Status.PARTIAL);
            exchange.response().setHeader("Content-Range", range.of(size));
            exchange.response().setContentLengthLong(range.length());
            Sending.all(exchange, body, OptionalLong.of(range.length()));
        }
    }

    private static void parts(Exchange exchange, DavResource found, List<Range> ranges)
            throws RefusedException, DavException, IOException {
        long size = found.entry().sizeBytes().getAsLong();
        String type = Serving.type(found.entry().type());
        byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = end.length;
        for (Range range : ranges) {
            length += heading(range, size, type).length + range.length();
        }
        exchange.response().setStatus(Status.PARTIAL);
        exchange.response().setContentType("multipart/byteranges; boundary=" + BOUNDARY);
        exchange.response().setContentLengthLong(length);
        for (Range range : ranges) {
            try (DavBody body = open(exchange, found, range.first(), OptionalLong.of(range.length()))) {
                Sending.bytes(exchange, heading(range, size, type));
                Sending.all(exchange, body, OptionalLong.of(range.length()));
            }
        }
        Sending.bytes(exchange, end);
    }

    private static byte[] heading(Range range, long size, String type) {
        return ("\r\n--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\nContent-Range: " + range.of(size) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static DavBody open(Exchange exchange, DavResource found, long offset, OptionalLong length)
            throws RefusedException, DavException, IOException {
        DavBody body = found.open(exchange.call(), offset, length.orElse(-1));
        if (length.isPresent() && body.length().isPresent() && body.length().getAsLong() != length.getAsLong()) {
            body.close();
            throw new RefusedException(Status.BUSY, "it was changed this very moment; ask again");
        }
        return body;
    }
}
