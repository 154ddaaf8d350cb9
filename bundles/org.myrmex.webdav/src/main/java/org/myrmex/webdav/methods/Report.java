package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.sync.SyncQuestion;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Xml;

/** REPORT (RFC 3253, 3.6): the one on what changed in a collection. */
final class Report implements Method {
    @Override
    public void answer(Exchange exchange) throws RefusedException, DavException, BadXmlException, IOException {
        if (Depth.of(exchange.header("Depth").orElse("0")) != Depth.ZERO) {
            throw new RefusedException(Status.BAD_REQUEST, "Depth of a report is 0; its sync-level says how deep");
        }
        Optional<SyncQuestion> question = SyncQuestion.read(exchange.body(Xml.MAX_BYTES));
        Entry entry = exchange.entry();
        if (question.isEmpty() || !Sync.isOffered(exchange.path(), entry)) {
            throw new RefusedException(
                    Status.FORBIDDEN, "supported-report", "sync-collection of shared folders is the only report here");
        }
        Turns.Turn turn = Sync.TURNS.take();
        try {
            new Sync(exchange, question.get().deep()).answer(question.get());
        } finally {
            turn.close();
        }
    }
}
