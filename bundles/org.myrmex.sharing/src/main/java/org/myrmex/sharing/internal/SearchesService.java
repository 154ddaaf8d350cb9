package org.myrmex.sharing.internal;

import java.util.function.Consumer;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.ShareSearch;
import org.myrmex.sharing.searches.Searcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Searches for one bundle; they end when it stops. */
@Component(scope = ServiceScope.BUNDLE)
public final class SearchesService implements Searches {
    private final Searcher searcher;

    @Activate
    public SearchesService(@Reference Sharing sharing) {
        searcher = new Searcher(sharing.interests(), sharing.clock(), sharing::searched);
    }

    @Deactivate
    void stop() {
        searcher.close();
    }

    @Override
    public ShareSearch search(String words, Consumer<Hit> hits) {
        return searcher.search(words, hits);
    }
}
