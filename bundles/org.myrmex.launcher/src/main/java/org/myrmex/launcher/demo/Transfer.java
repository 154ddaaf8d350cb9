package org.myrmex.launcher.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A file being fetched, block after block, by the downloader's own {@code get}. */
final class Transfer {
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LET_GO_MILLIS = 2_000;

    private final Path target;
    private final Thread thread;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile long bytes;
    private volatile int exitCode = -1;

    private Transfer(DemoPeer downloader, String link, Path target) {
        this.target = target;
        thread = new Thread(() -> fetch(downloader, link), "myrmex-demo-get");
        thread.setDaemon(true);
    }

    static Transfer start(DemoPeer downloader, String link, Path target) {
        Transfer transfer = new Transfer(downloader, link, target);
        transfer.thread.start();
        return transfer;
    }

    /** A window of one block: as in the experiment, the next pair starts when the one before is complete. */
    private void fetch(DemoPeer downloader, String link) {
        exitCode = downloader.run(this::told, complaints::add, "get", link, "-o", target.toString(), "--window", "1");
    }

    private void told(Map<String, Object> event) {
        if (event.get("bytes") instanceof Long verified) {
            bytes = verified;
        }
    }

    /** Something to do while it runs. */
    interface Deed {
        void run() throws DemoException, InterruptedException;
    }

    /** Shows each block as it comes. */
    void watch(Screen.Waiting line) throws DemoException, InterruptedException {
        watch(line, Integer.MAX_VALUE, () -> {});
    }

    /** Shows each block as it comes, and does the deed once, when that many are there. */
    void watch(Screen.Waiting line, int deedAtBlock, Deed deed) throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        int shown = 0;
        boolean done = false;
        while (thread.isAlive() && System.nanoTime() < deadline) {
            shown = show(line, shown);
            if (!done && shown >= deedAtBlock) {
                done = true;
                deed.run();
            }
            thread.join(LOOK_AGAIN_MILLIS);
        }
        show(line, shown);
        if (thread.isAlive()) {
            complaints.add("it was not complete after " + TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOS) + " s");
            thread.interrupt(); // The command takes this as a caller that has gone, and ends its download.
            thread.join(LET_GO_MILLIS);
        }
    }

    private int show(Screen.Waiting line, int shown) {
        int now = blocks();
        for (int block = shown + 1; block <= now; block++) {
            line.mark(block);
        }
        return now;
    }

    int blocks() {
        return (int) (bytes / SharedFile.BLOCK_BYTES);
    }

    boolean complete() {
        return exitCode == 0;
    }

    String problem() {
        return String.join("; ", complaints);
    }

    Path target() {
        return target;
    }
}
