package org.myrmex.webdav.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** Looks like the network: listing {@code /search/<words>} asks it, and the second answer takes until the second listing. */
final class SlowTree implements DavTree {
    private final TreeSet<String> asked = new TreeSet<>();
    private int listed;

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Optional<Entry> stat(Call call, String path) {
        return Optional.of(entry(path.substring(path.lastIndexOf('/') + 1), true));
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException {
        if (path.equals("/")) {
            return new Page(List.of(entry("content", true), entry("search", true)), Optional.empty(), true);
        }
        if (path.equals("/content")) {
            return new Page(List.of(), Optional.empty(), true);
        }
        if (path.equals("/search")) {
            return new Page(List.of(entry("remembered", true)), Optional.empty(), true);
        }
        String words = path.substring("/search/".length());
        asked.add(words);
        listed++;
        List<Entry> entries = new ArrayList<>(List.of(entry(words + " 1", false), entry("other", false)));
        if (listed > 1) {
            entries.add(entry(words + " 2", false));
        }
        return new Page(entries, Optional.empty(), listed > 1);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException {
        throw new DavException(DavException.Status.NOT_FOUND, "there is nothing here");
    }

    private static Entry entry(String name, boolean folder) {
        return new Entry(
                name, folder, OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), "text/plain", false);
    }
}
