package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that this benchmark started, with its children, as Linux counts them in {@code /proc}. */
final class Tree implements AutoCloseable {
    private static final long STOP_LIMIT_SECONDS = 15;
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    /** The kernel counts in hundredths of a second for everybody outside it, whatever its own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of {@code stat} behind the name in brackets (proc(5)): own user and system time, then ended children's. */
    private static final int FIRST_TIME = 11;

    private static final int AFTER_TIMES = 15;

    private final ProcessHandle root;

    Tree(Process process) {
        this.root = process.toHandle();
        // Whoever ends the benchmark ends what it started.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes().forEach(ProcessHandle::destroy)));
    }

    /** Processor seconds of all children of this process that have ended. */
    static double endedChildrenCpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Double.parseDouble(fields[AFTER_TIMES - 2]) + Double.parseDouble(fields[AFTER_TIMES - 1]))
                / TICKS_PER_SECOND;
    }

    boolean isAlive() {
        return root.isAlive();
    }

    double cpuSeconds() throws IOException {
        double ticks = 0;
        for (ProcessHandle process : processes()) {
            Optional<String> stat = read(process, "stat");
            if (stat.isPresent()) {
                String[] fields =
                        stat.get().substring(stat.get().lastIndexOf(')') + 2).split(" ", -1);
                for (int i = FIRST_TIME; i < AFTER_TIMES; i++) {
                    ticks += Double.parseDouble(fields[i]);
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** The same for each thread that lives, those of one name together, numbers at the end of a name left out. */
    Map<String, Double> threadCpuSeconds() throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        for (ProcessHandle process : processes()) {
            Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
            try (Stream<Path> each = Files.list(tasks)) {
                for (Path task : each.toList()) {
                    String stat = Files.readString(task.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    double ticks = Double.parseDouble(fields[FIRST_TIME]) + Double.parseDouble(fields[FIRST_TIME + 1]);
                    seconds.merge(name.replaceAll("[-# 0-9]+$", ""), ticks / TICKS_PER_SECOND, Double::sum);
                }
            } catch (IOException e) {
                // A thread or the process ended between two looks: what it cost is in the sum of the process.
            }
        }
        return seconds;
    }

    double residentMegabytes() throws IOException {
        double kilobytes = 0;
        for (ProcessHandle process : processes()) {
            Matcher matcher = RSS.matcher(read(process, "status").orElse(""));
            if (matcher.find()) {
                kilobytes += Double.parseDouble(matcher.group(1));
            }
        }
        return kilobytes / 1024;
    }

    /** The options with which its virtual machine runs, without places on this machine. */
    String javaOptions() throws IOException {
        for (ProcessHandle process : processes()) {
            String[] words = read(process, "cmdline").orElse("").split("\0", -1);
            if (words[0].endsWith("java")) {
                return String.join(
                        " ",
                        Stream.of(words)
                                .filter(word -> word.startsWith("-X"))
                                .map(word -> word.replaceAll("=/.*/", "=…/"))
                                .toList());
            }
        }
        return "unknown";
    }

    /** Asks it to end, as a service manager would, and makes it if it does not. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
                process.onExit().orTimeout(STOP_LIMIT_SECONDS, TimeUnit.SECONDS).join();
            } catch (ExecutionException e) {
                throw new IOException("cannot wait for a process", e);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static Optional<String> read(ProcessHandle process, String file) throws IOException {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), file)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // It ended between two looks.
        }
    }
}
