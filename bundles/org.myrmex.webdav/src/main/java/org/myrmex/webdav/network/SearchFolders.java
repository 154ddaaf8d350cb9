package org.myrmex.webdav.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.Searches;

/**
 * The searches of the last minutes. The same words ask the network again after that time only, however often their folder is
 * listed. Any thread.
 */
final class SearchFolders implements AutoCloseable {
    /**
     * Searches remembered, and begun in the time that they are remembered: a person does not read more, and a program that walks
     * through folders must not flood the network.
     */
    static final int MAX_SEARCHES = 64;

    /** As long as sources can be asked for what they answered. */
    static final long REMEMBERED_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** Answers come within seconds; an open search takes one of few places. */
    private static final Duration LISTENS = Duration.ofSeconds(30);

    /** How long words are not asked for again by a mere listing, since one last tried to. */
    static final long SPENT_MICROS = TimeUnit.HOURS.toMicros(1);

    /** More than can be begun in an hour. */
    private static final int MAX_SPENT = 7 * MAX_SEARCHES;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2}");

    private final Searches searches;
    private final Tasks tasks;
    private final Clock clock;
    private final Map<String, SearchFolder> folders = new LinkedHashMap<>();
    /** Words that were asked for, and when somebody last looked for them; the one longest ago first. */
    private final Map<String, Long> spent = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    SearchFolders(Searches searches, Tasks tasks, Clock clock) {
        this.searches = searches;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Whether they can be searched for: a word is in them, and no system probes for them on its own. */
    static boolean isQuestion(String words) {
        return !NoiseNames.is(words.strip()) && WORD.matcher(words).find();
    }

    private static String key(String words) {
        return words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Those remembered, the oldest first. */
    synchronized List<SearchFolder> list() {
        sweep();
        return List.copyOf(folders.values());
    }

    synchronized Optional<SearchFolder> find(String words) {
        sweep();
        return Optional.ofNullable(folders.get(key(words)));
    }

    /**
     * Whether their folder was there, and is forgotten. Looking counts: a window that is open for days asks nobody again and again.
     */
    synchronized boolean isSpent(String words) {
        sweep();
        return spent.replace(key(words), clock.nowMicros()) != null;
    }

    /**
     * The folder of these words for whoever lists it; the network is asked if they are new. Not if they were asked for lately, and
     * forgotten meanwhile: programs list what they saw before without a person's wish.
     */
    SearchFolder open(String words) throws DavException {
        if (isSpent(words)) {
            throw new DavException(
                    DavException.Status.NOT_FOUND,
                    "these words were searched for before; make the folder to ask again");
        }
        return begin(words);
    }

    /** The folder of these words for whoever makes it; the network is asked unless they are remembered. */
    SearchFolder begin(String words) throws DavException {
        SearchFolder folder;
        synchronized (this) {
            Optional<SearchFolder> known = find(words);
            if (known.isPresent()) {
                return known.get();
            }
            if (closed || folders.size() >= MAX_SEARCHES) {
                throw new DavException(
                        DavException.Status.BUSY,
                        MAX_SEARCHES + " searches were begun in the last minutes; wait until some are forgotten");
            }
            folder = new SearchFolder(key(words), clock.nowMicros());
            spent.remove(folder.words());
            folders.put(folder.words(), folder);
        }
        try {
            folder.filledBy(searches.search(words, folder::add));
        } catch (IllegalArgumentException e) {
            forget(folder);
            throw new DavException(DavException.Status.NOT_FOUND, e.getMessage());
        } catch (IllegalStateException e) {
            forget(folder);
            throw new DavException(
                    DavException.Status.BUSY, "too many searches and downloads are open; end some of them");
        }
        tasks.after(LISTENS, folder::close);
        return folder;
    }

    private void forget(SearchFolder folder) {
        synchronized (this) {
            folders.remove(folder.words(), folder);
        }
        folder.close();
    }

    private void sweep() {
        long oldest = clock.nowMicros() - REMEMBERED_MICROS;
        List<SearchFolder> gone = new ArrayList<>();
        folders.values().removeIf(folder -> folder.startedMicros() <= oldest && gone.add(folder));
        for (SearchFolder folder : gone) {
            folder.close();
            spent.put(folder.words(), clock.nowMicros());
        }
        spent.values().removeIf(looked -> looked <= clock.nowMicros() - SPENT_MICROS);
        Iterator<String> longestAgo = spent.keySet().iterator();
        while (spent.size() > MAX_SPENT) {
            longestAgo.next();
            longestAgo.remove();
        }
    }

    @Override
    public void close() {
        List<SearchFolder> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(folders.values());
            folders.clear();
        }
        all.forEach(SearchFolder::close);
    }
}
