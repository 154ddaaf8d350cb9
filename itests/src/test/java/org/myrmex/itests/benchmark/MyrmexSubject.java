package org.myrmex.itests.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalDouble;

/** A peer with everything, by the start script that people use. */
final class MyrmexSubject implements Subject {
    private final Path distribution;
    private final Path scratch;
    private final Path home;
    private final Figures figures = new Figures();

    MyrmexSubject(Path distribution, Path scratch) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.home = scratch.resolve("home");
    }

    @Override
    public String name() {
        return "Myrmex";
    }

    @Override
    public Figures figures() {
        return figures;
    }

    @Override
    public Running start(boolean first) throws IOException, InterruptedException {
        if (first) {
            Folders.delete(home);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        distribution.resolve("bin/myrmex").toString(),
                        "up",
                        "--home",
                        home.toString(),
                        "--http",
                        "0",
                        "--listen",
                        "127.0.0.1:0")
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("myrmex.out").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MYRMEX_JAVA_OPTS");
        long begin = System.nanoTime();
        Tree tree = new Tree(builder.start());
        try {
            double seconds =
                    Poll.secondsUntil(begin, "answer of Myrmex", tree::isAlive, () -> Knock.answers(home, "/health"));
            return new Peer(tree, home, seconds, tree.cpuSeconds());
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
    }

    /** Packs what is measured: the archive of the build may be of another time. */
    @Override
    public long archiveBytes() throws IOException, InterruptedException {
        Path archive = scratch.resolve("myrmex.tar.gz");
        Process tar = new ProcessBuilder(List.of(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        distribution.toAbsolutePath().getParent().toString(),
                        distribution.getFileName().toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot pack " + distribution);
        }
        return Files.size(archive);
    }

    private record Peer(Tree tree, Path home, double startSeconds, double startCpuSeconds) implements Running {
        @Override
        public OptionalDouble dropIn(Path jar, String name) throws IOException, InterruptedException {
            Files.copy(jar, home.resolve("plugins").resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
            return Poll.seconds(() -> Knock.answers(home, "/" + name + "/"));
        }
    }
}
