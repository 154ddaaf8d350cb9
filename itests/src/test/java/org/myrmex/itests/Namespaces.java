package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network namespaces of one test, under names that no other run has. Only root can make them. The end removes them and ends what
 * runs in them; so does the end of the tests when they are cut short, and the next run when they were killed.
 */
final class Namespaces {
    private static final String MARK = "myrmex-";
    private static final Pattern OURS = Pattern.compile(MARK + "([0-9]+)-\\S+");

    private final Path folder;
    private final String prefix =
            MARK + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime() & 0xFFFFFF);
    private final List<String> names = new ArrayList<>();
    private final Thread atExit = new Thread(this::removeQuietly);

    /** @param folder for what programs print */
    Namespaces(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
        removeOrphans();
    }

    /** Skips the test, or fails it where CI is true, when no namespaces can be had. */
    static void need() {
        Tools.need("ip", "iproute2");
        Tools.needRoot("network namespaces");
    }

    private void removeOrphans() throws IOException, InterruptedException {
        Matcher left = OURS.matcher(say("ip", "netns", "list"));
        while (left.find()) {
            Optional<ProcessHandle> maker = ProcessHandle.of(Long.parseLong(left.group(1)));
            if (maker.isEmpty()) {
                remove(left.group());
            }
        }
    }

    void add(String machine) throws IOException, InterruptedException {
        say("ip", "netns", "add", name(machine));
        names.add(name(machine));
        in(machine, "ip", "link", "set", "lo", "up");
    }

    String name(String machine) {
        return prefix + "-" + machine;
    }

    Machine machine(String machine) {
        return Machine.of(name(machine));
    }

    /** A kernel's setting, by its path below {@code /proc/sys}. */
    void set(String machine, String key, int value) throws IOException, InterruptedException {
        in(machine, "sh", "-c", "echo " + value + " > /proc/sys/" + key);
    }

    /** Runs a command on a machine, which must end well. */
    void in(String machine, String... command) throws IOException, InterruptedException {
        Program.say(folder, Map.of(), machine(machine).inside(List.of(command)));
    }

    /** A pair of interfaces with a cable between them. */
    void cable(String machine, String itsInterface, String other, String othersInterface)
            throws IOException, InterruptedException {
        in(
                machine,
                "ip",
                "link",
                "add",
                itsInterface,
                "type",
                "veth",
                "peer",
                "name",
                othersInterface,
                "netns",
                name(other));
    }

    private String say(String... command) throws IOException, InterruptedException {
        return Program.say(folder, Map.of(), List.of(command));
    }

    /** A namespace whose name is gone lives on while somebody is in it. */
    private void remove(String name) throws IOException, InterruptedException {
        for (String pid : say("ip", "netns", "pids", name).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
        say("ip", "netns", "delete", name);
    }

    /** Removes all of it. */
    void close() throws IOException, InterruptedException {
        for (String name : names) {
            remove(name);
        }
        names.clear();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void removeQuietly() {
        for (String name : names) {
            try {
                remove(name);
            } catch (IOException | AssertionError e) {
                System.err.println(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
