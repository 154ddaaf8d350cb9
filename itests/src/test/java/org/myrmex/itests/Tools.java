package org.myrmex.itests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs beside Java that a test needs: without one it is skipped with the reason, or fails where CI is true. */
public final class Tools {
    private static final long LIMIT_SECONDS = 60;

    private Tools() {}

    public static void need(String program, String debianPackage) {
        boolean there = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        need(there, program + " is missing; install it with: apt-get install " + debianPackage);
    }

    /** Something that some machines do not have. */
    static void need(boolean there, String reason) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(reason);
        }
        Assumptions.assumeTrue(there, reason);
    }

    static void needRoot(String purpose) {
        boolean root = System.getProperty("user.name").equals("root");
        need(root, purpose + " need root; run the tests as root to have this one");
    }

    /** Ends a process at once, and waits until it is over: nothing appears in its folder any more. */
    static void end(Process process) {
        process.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        // The socket of a Java that jcmd has talked to, which only its own end would have removed.
        Path.of("/tmp", ".java_pid" + process.pid()).toFile().delete();
    }

    /** A dump of everything that a Java process holds. */
    static Path heapDump(long pid, Path folder) throws IOException, InterruptedException {
        Path dump = folder.resolve("heap-" + pid + ".hprof");
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        jcmd.toString(), Long.toString(pid), "GC.heap_dump", "-all", dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd-" + pid + ".txt").toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0 || !Files.exists(dump)) {
            process.destroyForcibly();
            throw new AssertionError("no heap dump: " + Files.readString(folder.resolve("jcmd-" + pid + ".txt")));
        }
        return dump;
    }
}
