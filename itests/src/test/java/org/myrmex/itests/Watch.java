package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a process and its disk again and again while something is done to it. */
final class Watch {
    private static final int PERIOD_MILLIS = 20;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    private final long pid;
    private final SmallDisk disk;
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean ended;
    private volatile long maxResidentKibibytes;
    private volatile long maxUsedBytes;

    private Watch(long pid, SmallDisk disk) {
        this.pid = pid;
        this.disk = disk;
    }

    static Watch begin(long pid, SmallDisk disk) {
        Watch watch = new Watch(pid, disk);
        watch.look();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!ended) {
                look();
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            if (resident.find()) {
                maxResidentKibibytes = Math.max(maxResidentKibibytes, Long.parseLong(resident.group(1)));
            }
            maxUsedBytes = Math.max(maxUsedBytes, disk.usedBytes());
        } catch (IOException e) {
            // it is gone, which the next request finds out
        }
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
        look();
    }

    long maxResidentMebibytes() {
        return maxResidentKibibytes >> 10;
    }

    long maxUsedBytes() {
        return maxUsedBytes;
    }

    @Override
    public String toString() {
        return "at most " + maxResidentMebibytes() + " MiB in memory, " + maxUsedBytes + " bytes on disk";
    }
}
