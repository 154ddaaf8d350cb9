package org.myrmex.commands.internal.builtin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.ShareSearch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the network for files, and shows what is found as it comes. */
@Component
public final class SearchCommand implements Command {
    /** Hits that wait to be shown; a reader that is slower than the network loses the rest. */
    private static final int MAX_WAITING_HITS = 10_000;

    /** More than any query has room for. */
    private static final int MAX_WORDS = 100;

    private static final long SHOW_EVERY_MILLIS = 250;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Parts parts;

    @Activate
    public SearchCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String help() {
        return """
                searches the network for file names; the words are public
                usage: search WORDS... [--wait TIME] [--json]
                --wait TIME  how long answers are waited for, default 5s
                example: myrmex search blue danube --wait 10s""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.Parsed given =
                Options.of(name()).option("--wait").words("WORDS", MAX_WORDS).parse(args);
        Duration wait = Amounts.parseTime(given.value("--wait").orElse("5s"));
        if (wait.compareTo(LONGEST) > 0) {
            throw new UsageException("--wait is 10 minutes at most; try 30s");
        }
        BlockingQueue<Hit> hits = new LinkedBlockingQueue<>(MAX_WAITING_HITS);
        try (ShareSearch search = start(String.join(" ", given.words()), hits)) {
            int shown = show(context, search, hits, wait);
            return end(context, shown, search.peersHeard());
        }
    }

    private ShareSearch start(String words, BlockingQueue<Hit> hits) throws FailedException {
        try {
            return parts.searches().search(words, hits::offer);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static int show(CommandContext context, ShareSearch search, BlockingQueue<Hit> hits, Duration wait)
            throws InterruptedException {
        long start = System.nanoTime();
        int shown = 0;
        int late = 0;
        while (!context.cancelled()) {
            long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            long leftMillis = wait.toMillis() - elapsedMillis;
            Hit hit = hits.poll(Math.max(0, Math.min(leftMillis, SHOW_EVERY_MILLIS)), TimeUnit.MILLISECONDS);
            // Answers that never end do not make it last longer; what came in time is what still waits.
            if (hit != null && (leftMillis > 0 || late++ < MAX_WAITING_HITS)) {
                context.row(context.json() ? figures(hit) : shown(hit));
                shown++;
            } else if (leftMillis <= 0) {
                break;
            } else {
                context.progress(
                        count(shown, search.peersHeard()),
                        Math.min(elapsedMillis, wait.toMillis()) / 1_000,
                        wait.toSeconds(),
                        "s");
            }
        }
        return shown;
    }

    private static int end(CommandContext context, int hits, int peers) {
        if (context.json()) {
            Map<String, Object> end = new LinkedHashMap<>();
            end.put("event", "end");
            end.put("hits", hits);
            end.put("peers", peers);
            context.row(end);
        }
        if (hits == 0) {
            context.err("nothing was found; try fewer words, a longer --wait, or see: myrmex peers");
            return 1;
        }
        context.out(count(hits, peers) + "; fetch one with: myrmex get LINK");
        return 0;
    }

    private static String count(int hits, int peers) {
        return hits + (hits == 1 ? " hit from " : " hits from ") + peers + (peers == 1 ? " peer" : " peers");
    }

    private static Map<String, Object> shown(Hit hit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("size", Amounts.bytes(hit.sizeBytes()));
        row.put("type", hit.type());
        row.put("name", hit.name());
        row.put("link", link(hit));
        return row;
    }

    private static Map<String, Object> figures(Hit hit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event", "hit");
        row.put("id", hit.id().toString());
        row.put("size", hit.sizeBytes());
        row.put("type", hit.type());
        row.put("name", hit.name());
        row.put("link", link(hit));
        return row;
    }

    private static String link(Hit hit) {
        return new ContentLink(hit.id(), OptionalLong.of(hit.sizeBytes()), Optional.of(hit.name())).toString();
    }
}
