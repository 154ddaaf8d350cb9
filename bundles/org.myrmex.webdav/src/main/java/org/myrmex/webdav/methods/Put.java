package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.PutResult;
import org.myrmex.webdav.http.Conditions;
import org.myrmex.webdav.kept.Claim;
import org.myrmex.webdav.path.BadPathException;

/** PUT: a file is written whole or not at all. */
final class Put implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadPathException, IOException {
        if (exchange.header("Content-Range").isPresent()) {
            // RFC 9110, 14.5: kept as a whole file it would destroy what is there
            throw new RefusedException(Status.BAD_REQUEST, "parts of files are not taken; send the whole file");
        }
        exchange.needWritableParent(exchange.path(), Status.CONFLICT);
        Optional<Entry> before = exchange.stat();
        if (exchange.path().slash() || before.map(Entry::collection).orElse(false)) {
            throw new RefusedException(Status.METHOD_NOT_ALLOWED, "a collection takes no PUT");
        }
        OptionalLong modified = modified(exchange);
        OptionalLong length = length(exchange);
        PutResult result;
        Conditions conditions = exchange.conditions();
        holds(conditions, before);
        RequestBody body = new RequestBody(exchange.request().getInputStream(), length);
        try (LastStep last = new LastStep(exchange, exchange.path(), before.isEmpty())) {
            result = exchange.tree().put(exchange.call(), exchange.inTree(), conditions.change(), last.behind(body));
        } catch (LastStep.RefusedAtEndException e) {
            throw e.why();
        } catch (RequestBody.WrongLengthException e) {
            throw new RefusedException(Status.BAD_REQUEST, "the body is not as long as its headers say");
        } catch (RequestBody.BrokenOffException e) {
            throw new RefusedException(Status.BAD_REQUEST, "the body broke off; send it again");
        }
        String etag = result.etag();
        if (modified.isPresent()) {
            Optional<String> dated = dated(exchange, etag, modified.getAsLong());
            if (dated.isPresent()) {
                exchange.response().setHeader("X-OC-MTime", "accepted");
            }
            etag = dated.orElse(etag);
        }
        exchange.response().setHeader("ETag", "\"" + etag + "\"");
        if (result.created()) {
            exchange.response().setHeader("Location", exchange.path().href(Exchange.PREFIX, false));
        }
        exchange.done(result.created() ? Status.CREATED : Status.NO_CONTENT);
    }

    /**
     * Gives the file its time, if it is still the one that was written.
     *
     * @return the tag that it has then; empty when the time was not taken: the file is written either way, and a refusal would say
     *     that it is not
     */
    private static Optional<String> dated(Exchange exchange, String written, long modifiedMicros) {
        try {
            Claim claim = Following.claim(exchange, exchange.place(exchange.path()));
            try {
                if (!Optional.of(written).equals(exchange.stat().flatMap(Entry::etag))) {
                    return Optional.empty();
                }
                exchange.tree().setModified(exchange.call(), exchange.inTree(), modifiedMicros);
                return exchange.stat().flatMap(Entry::etag);
            } finally {
                claim.close();
            }
        } catch (RefusedException | DavException | BadPathException | IOException e) {
            return Optional.empty();
        }
    }

    /** Asked before the body is taken, which may be long; the tree asks again when it decides. */
    private static void holds(Conditions conditions, Optional<Entry> before) throws RefusedException {
        boolean holds = conditions.change().hold(before.flatMap(Entry::etag))
                && conditions.unmodified(before.map(Entry::modifiedMicros).orElse(OptionalLong.empty()));
        if (!holds) {
            throw new RefusedException(Status.PRECONDITION_FAILED, "the file there is another one");
        }
    }

    /** Of the body: macOS sends chunks and says in a header of its own how many bytes they are. */
    private static OptionalLong length(Exchange exchange) throws RefusedException {
        long stated = exchange.request().getContentLengthLong();
        Optional<String> expected = exchange.header("X-Expected-Entity-Length");
        if (expected.isEmpty()) {
            return stated < 0 ? OptionalLong.empty() : OptionalLong.of(stated);
        }
        long bytes = number(expected.get(), "X-Expected-Entity-Length");
        if (stated >= 0 && stated != bytes) {
            throw new RefusedException(Status.BAD_REQUEST, "Content-Length and X-Expected-Entity-Length differ");
        }
        return OptionalLong.of(bytes);
    }

    private static OptionalLong modified(Exchange exchange) throws RefusedException {
        Optional<String> seconds = exchange.header("X-OC-Mtime").map(value -> value.replaceAll("\\.[0-9]*$", ""));
        return seconds.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Seconds.micros(number(seconds.get(), "X-OC-Mtime")));
    }

    private static long number(String text, String header) throws RefusedException {
        if (!text.strip().matches("[0-9]{1,12}")
                && !(header.startsWith("X-E") && text.strip().matches("[0-9]{1,18}"))) {
            throw new RefusedException(Status.BAD_REQUEST, header + " is no number");
        }
        return Long.parseLong(text.strip());
    }
}
