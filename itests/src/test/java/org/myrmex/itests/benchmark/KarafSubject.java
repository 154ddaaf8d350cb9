package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Apache Karaf as its minimal distribution comes, but on loopback. It has no HTTP: it answers when its shell's port does.
 * The same heap as Myrmex has.
 */
final class KarafSubject implements Subject {
    private final Path archive;
    private final Path scratch;
    private final Path root;
    private final Path marks;
    private final int port;
    private final Figures figures = new Figures();

    private KarafSubject(Path archive, Path scratch, Path root, int port) throws IOException {
        this.archive = archive;
        this.scratch = scratch;
        this.root = root;
        this.marks = Files.createDirectories(scratch.resolve("marks"));
        this.port = port;
    }

    static KarafSubject unpack(Path archive, Path scratch) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", scratch.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot unpack " + archive);
        }
        try (Stream<Path> folders = Files.list(scratch);
                ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path root = folders.filter(folder -> folder.getFileName().toString().startsWith("apache-karaf"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no Karaf in " + archive));
            Path shell = root.resolve("etc/org.apache.karaf.shell.cfg");
            String text = Files.readString(shell)
                    .replaceAll("(?m)^sshPort *=.*", "sshPort = " + free.getLocalPort())
                    .replaceAll("(?m)^sshHost *=.*", "sshHost = 127.0.0.1");
            Files.writeString(shell, text);
            return new KarafSubject(archive, scratch, root, free.getLocalPort());
        }
    }

    @Override
    public String name() {
        return archive.getFileName()
                .toString()
                .replaceAll("^apache-karaf-minimal-(.*)\\.tar\\.gz$", "Karaf-minimal $1");
    }

    @Override
    public Figures figures() {
        return figures;
    }

    @Override
    public Running start(boolean first) throws IOException, InterruptedException {
        if (first) {
            Folders.delete(root.resolve("deploy"));
        }
        Files.createDirectories(root.resolve("deploy"));
        ProcessBuilder builder = new ProcessBuilder(
                        first
                                ? List.of(root.resolve("bin/karaf").toString(), "server", "clean")
                                : List.of(root.resolve("bin/karaf").toString(), "server"))
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("karaf.out").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KARAF_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("EXTRA_JAVA_OPTS", "-Xmx256m");
        environment.put("KARAF_OPTS", "-Dmyrmex.benchmark.marks=" + marks);
        long begin = System.nanoTime();
        Tree tree = new Tree(builder.start());
        try {
            double seconds = Poll.secondsUntil(begin, "shell of Karaf", tree::isAlive, () -> Knock.listens(port));
            return new Container(tree, root.resolve("deploy"), marks, seconds, tree.cpuSeconds());
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
    }

    @Override
    public long archiveBytes() throws IOException {
        return Files.size(archive);
    }

    private record Container(Tree tree, Path deploy, Path marks, double startSeconds, double startCpuSeconds)
            implements Running {
        /** Without HTTP, a bundle answers by the file that its activator makes. */
        @Override
        public OptionalDouble dropIn(Path jar, String name) throws IOException, InterruptedException {
            Path mark = marks.resolve(name);
            Files.deleteIfExists(mark);
            Files.copy(jar, deploy.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
            return Poll.seconds(() -> Files.exists(mark));
        }
    }
}
