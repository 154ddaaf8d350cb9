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

/** Answers searches out of the own shares. */
public final class SearchResponder implements QueryResponder {
    private final ShareIndex index;

    public SearchResponder(ShareIndex index) {
        this.index = index;
    }

    @Override
    public void respond(Query query, Answers answers) throws MalformedException {
        List<SearchAnswer.Found> hits = matches(SearchQuery.decode(query.payload())).stream()
                .map(SharedFile::found)
                .toList();
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
