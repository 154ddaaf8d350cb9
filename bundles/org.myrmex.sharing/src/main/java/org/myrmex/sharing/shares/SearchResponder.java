package org.myrmex.sharing.shares;

import java.util.List;
import java.util.Optional;
import org.myrmex.api.mesh.Answers;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.sharing.wire.MalformedException;
import org.myrmex.sharing.wire.SearchAnswer;
import org.myrmex.sharing.wire.SearchQuery;
import org.myrmex.sharing.words.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers searches out of the own shares. */
public final class SearchResponder implements QueryResponder {
    private static final Logger LOG = LoggerFactory.getLogger(SearchResponder.class);

    private final ShareIndex index;

    public SearchResponder(ShareIndex index) {
        this.index = index;
    }

    @Override
    public void respond(Query query, Answers answers) {
        SearchQuery asked;
        try {
            asked = SearchQuery.decode(query.payload());
        } catch (MalformedException e) {
            LOG.debug("a query was malformed: {}", e.getMessage());
            return;
        }
        List<SearchAnswer.Found> hits =
                matches(asked).stream().map(SharedFile::found).toList();
        for (byte[] payload : SearchAnswer.encode(hits, answers.maxPayload())) {
            if (answers.cancelled() || !answers.send(payload)) {
                return;
            }
        }
    }

    private List<SharedFile> matches(SearchQuery query) {
        if (query instanceof SearchQuery.ByContent wanted) {
            return index.find(wanted.id()).stream().toList();
        }
        Optional<Question> question = Question.parse(((SearchQuery.ByWords) query).words());
        return question.map(index::find).orElse(List.of());
    }
}
