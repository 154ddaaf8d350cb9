package org.myrmex.sharing.internal;

import org.myrmex.api.mesh.Answers;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.sharing.shares.SearchResponder;
import org.myrmex.sharing.wire.SearchQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers searches of others. */
@Component(property = QueryResponder.SERVICE + "=" + SearchQuery.SERVICE)
public final class SearchAnswers implements QueryResponder {
    private final SearchResponder responder;

    @Activate
    public SearchAnswers(@Reference Sharing sharing) {
        responder = new SearchResponder(sharing.index());
    }

    @Override
    public void respond(Query query, Answers answers) {
        responder.respond(query, answers);
    }
}
