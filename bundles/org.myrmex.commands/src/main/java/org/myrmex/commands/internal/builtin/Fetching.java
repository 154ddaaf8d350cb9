package org.myrmex.commands.internal.builtin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.sharing.Download;

/** Watches a download for whoever waits for it; ends it when he goes. */
record Fetching(CommandContext context, Download download, Optional<Duration> timeout) {
    /** At most two events a second. */
    private static final long EVENT_MILLIS = 500;

    int run() throws InterruptedException {
        long start = System.nanoTime();
        try {
            while (!download.await(EVENT_MILLIS)) {
                tell();
                if (context.cancelled()) {
                    download.cancel();
                    return 1;
                }
                if (timeout.isPresent()
                        && System.nanoTime() - start > timeout.get().toNanos()) {
                    download.cancel();
                    return fail("it is not complete in time" + after() + "; what is verified stays, run it again");
                }
            }
        } catch (InterruptedException e) {
            download.cancel();
            throw e;
        }
        return end();
    }

    private int end() {
        if (download.state() != Download.State.DONE) {
            return fail(download.problem().orElse("it was cancelled; run it again to resume"));
        }
        if (context.json()) {
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("event", "done");
            done.put("path", download.target().toString());
            done.put("bytes", download.verifiedBytes());
            context.row(done);
        }
        context.out(download.target() + "  (" + Amounts.bytes(download.verifiedBytes()) + ", verified)");
        return 0;
    }

    private void tell() {
        if (context.json()) {
            Map<String, Object> progress = new LinkedHashMap<>();
            progress.put("event", "progress");
            progress.put("state", download.state().name().toLowerCase(Locale.ROOT));
            progress.put("bytes", download.verifiedBytes());
            progress.put(
                    "total",
                    download.sizeBytes().isPresent() ? download.sizeBytes().getAsLong() : null);
            progress.put("sources", download.sources());
            progress.put("problem", download.problem().orElse(null));
            context.row(progress);
        }
        // Also where nobody sees it: this is how a caller that has gone is noticed.
        context.progress(label(), download.verifiedBytes(), download.sizeBytes().orElse(0), "B");
    }

    private String label() {
        return switch (download.state()) {
            case LOOKING -> "looking for sources";
            case FETCHING -> download.sources() + (download.sources() == 1 ? " source" : " sources");
            default -> "finishing";
        };
    }

    private int fail(String problem) {
        if (context.json()) {
            Map<String, Object> failed = new LinkedHashMap<>();
            failed.put("event", "failed");
            failed.put("problem", problem);
            failed.put("bytes", download.verifiedBytes());
            context.row(failed);
        }
        context.err(problem);
        return 1;
    }

    private String after() {
        return download.problem().map(why -> " (" + why + ")").orElse("");
    }
}
