package org.myrmex.sharing.shares;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.wire.SearchAnswer;
import org.myrmex.sharing.words.Question;
import org.myrmex.sharing.words.WordIndex;

/** All hashed files at a moment. Immutable. */
final class Catalog {
    static final Catalog EMPTY = new Catalog(List.of());

    private final List<SharedFile> files;
    private final Map<ContentId, SharedFile> byId = new HashMap<>();
    private final WordIndex words;
    private final long bytes;

    Catalog(List<SharedFile> files) {
        this.files = List.copyOf(files);
        for (SharedFile file : files) {
            byId.putIfAbsent(file.id(), file);
        }
        words = WordIndex.of(files.stream().map(SharedFile::name).toList());
        bytes = files.stream().mapToLong(file -> file.seen().sizeBytes()).sum();
    }

    int files() {
        return files.size();
    }

    long bytes() {
        return bytes;
    }

    Optional<SharedFile> find(ContentId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<SharedFile> find(Question question) {
        List<SharedFile> found = new ArrayList<>();
        for (int place : words.find(question, SearchAnswer.MAX_HITS)) {
            found.add(files.get(place));
        }
        return found;
    }
}
