package org.myrmex.webdav.methods;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** Folders that a test changes and closes, and one that never ends: {@code /endless}. */
final class ChangingTree implements DavTree {
    /** Names in each folder, by its path; those with a slash at the end are folders. */
    final Map<String, List<String>> folders = new TreeMap<>();
    /** Paths of folders that are there and cannot be listed, and why. */
    final Map<String, DavException.Status> closed = new ConcurrentHashMap<>();

    final AtomicInteger listed = new AtomicInteger();
    final CountDownLatch endless = new CountDownLatch(4);

    @Override
    public Optional<Entry> stat(Call call, String path) {
        boolean folder = path.equals("/endless") || folders.containsKey(path);
        return Optional.of(entry(path.substring(path.lastIndexOf('/') + 1), folder));
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException {
        listed.incrementAndGet();
        if (path.equals("/endless")) {
            endless.countDown();
            pause();
            return new Page(List.of(), Optional.of("more"), true);
        }
        if (closed.containsKey(path)) {
            throw new DavException(closed.get(path), "closed");
        }
        List<Entry> entries = folders.get(path).stream()
                .sorted()
                .map(name -> entry(name.replace("/", ""), name.endsWith("/")))
                .toList();
        return new Page(entries, Optional.empty(), true);
    }

    /** A disk takes its time, too. */
    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException {
        throw new DavException(DavException.Status.NOT_FOUND, "there is nothing here");
    }

    private static Entry entry(String name, boolean folder) {
        return new Entry(
                name,
                folder,
                folder ? OptionalLong.empty() : OptionalLong.of(1),
                folder ? Optional.empty() : Optional.of("tag"),
                OptionalLong.empty(),
                "text/plain",
                false);
    }
}
