package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the figures depend on, without anything that names the machine. */
final class Machine {
    private Machine() {}

    static String description() throws IOException {
        long gibibytes = Math.round(number("/proc/meminfo", "MemTotal:\\s+([0-9]+) kB") / (1024 * 1024));
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %d GiB, %s %s",
                find("/proc/cpuinfo", "model name\\s*: (.*)").strip(),
                Runtime.getRuntime().availableProcessors(),
                gibibytes,
                System.getProperty("os.name"),
                System.getProperty("os.version").replaceAll("[^0-9.].*", ""));
    }

    static String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /** How many processes wanted to run during the last minute, on average. */
    static double load() throws IOException {
        return number("/proc/loadavg", "^([0-9.]+)");
    }

    private static double number(String file, String pattern) throws IOException {
        return Double.parseDouble(find(file, pattern));
    }

    private static String find(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(Path.of(file)));
        return matcher.find() ? matcher.group(1) : "0";
    }
}
