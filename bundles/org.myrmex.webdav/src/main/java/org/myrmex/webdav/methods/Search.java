package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.search.Question;
import org.myrmex.webdav.search.Subject;
import org.myrmex.webdav.search.UnsupportedException;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Xml;

/**
 * SEARCH (RFC 5323): resources of any tree that satisfy a condition. They are sent as they are found, unless they are to be sorted; what
 * is cut off by a limit of this server says so by a 507 for the request's own resource (2.3.1).
 */
final class Search implements Method {
    /** What the header {@code DASL} says. */
    static final String GRAMMARS = "<DAV:basicsearch>";

    /** A person waits, and answers of the network come within seconds. */
    private static final long BUDGET_MICROS = TimeUnit.SECONDS.toMicros(15);

    private final Turns turns = new Turns();
    /** Those that wait for the network keep nobody from his own files. */
    private final Turns networkTurns = new Turns();

    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadXmlException, IOException {
        Question question;
        try {
            question = Question.read(exchange.body(Xml.MAX_BYTES));
        } catch (UnsupportedException e) {
            throw e.condition().isPresent()
                    ? new RefusedException(Status.UNPROCESSABLE, e.condition().get(), e.getMessage())
                    : new RefusedException(Status.UNPROCESSABLE, e.getMessage());
        }
        List<SearchScope> scopes = SearchScope.of(exchange, question.scopes());
        if (question instanceof Question.OfResources resources) {
            boolean waits = scopes.stream().anyMatch(scope -> Asking.NETWORK.holds(scope.path()));
            Turns.Turn turn = (waits ? networkTurns : turns).take();
            try {
                new SearchRun(exchange, resources, scopes, exchange.nowMicros() + BUDGET_MICROS).answer();
            } finally {
                turn.close();
            }
        } else {
            schema(exchange, scopes);
        }
    }

    /** RFC 5323, 4: the same everywhere. */
    private static void schema(Exchange exchange, List<SearchScope> scopes) throws IOException {
        StringBuilder xml = new StringBuilder("<D:query-schema><D:basicsearchschema><D:properties>");
        for (Subject.Live live : Subject.Live.values()) {
            xml.append("<D:propdesc><D:prop><D:")
                    .append(live.property().local())
                    .append("/></D:prop><D:datatype><xs:")
                    .append(live.schemaType())
                    .append(" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/></D:datatype>")
                    .append("<D:searchable/><D:selectable/><D:sortable/></D:propdesc>");
        }
        xml.append("<D:propdesc><D:any-other-property/><D:searchable/><D:selectable/><D:sortable/></D:propdesc>")
                .append("</D:properties><D:operators>");
        for (String operator : List.of("and", "or", "not", "is-collection")) {
            xml.append("<D:opdesc><D:").append(operator).append("/></D:opdesc>");
        }
        xml.append("<D:opdesc><D:is-defined/><D:operand-property/></D:opdesc>");
        for (String operator : List.of("eq", "lt", "lte", "gt", "gte")) {
            xml.append("<D:opdesc><D:")
                    .append(operator)
                    .append("/><D:operand-property/><D:operand-typed-literal/></D:opdesc>");
        }
        xml.append("<D:opdesc><D:like/><D:operand-property/><D:operand-literal/></D:opdesc>")
                .append("<D:opdesc allow-pcdata=\"yes\"><D:contains/></D:opdesc>")
                .append("</D:operators></D:basicsearchschema></D:query-schema>");
        exchange.response().setStatus(Status.MULTISTATUS);
        exchange.response().setContentType(Multistatus.TYPE);
        Multistatus answer = new Multistatus(new ClientStream(exchange));
        for (SearchScope scope : scopes) {
            String href = scope.path().href(Exchange.PREFIX, scope.entry().collection());
            answer.status(href, Status.OK, Optional.of(xml.toString()));
        }
        answer.end();
    }
}
