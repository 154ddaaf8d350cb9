package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.itests.GivenNeighbours;

/** A peer by the start script that people use, with its flags, and a shared folder. */
final class MyrmexDav {
    private static final int MAX_LOOKS = 600;

    private MyrmexDav() {}

    static DavSubject start(Path distribution, Path folder, Path files) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        GivenNeighbours.to(home);
        List<String> command = List.of(
                distribution.resolve("bin/myrmex").toString(),
                "up",
                "--home",
                home.toString(),
                "--http",
                "0",
                "--listen",
                "127.0.0.1:0",
                "--share",
                files.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MYRMEX_JAVA_OPTS");
        Tree tree = new Tree(builder.start());
        try {
            Poll.secondsUntil(
                    System.nanoTime(), "answer of Myrmex", tree::isAlive, () -> Knock.answers(home, "/health"));
            untilHashed(new PeerDoor(home, folder));
            String http = Files.readString(home.resolve("run/http")).strip().replaceFirst("/$", "");
            String token = Files.readString(home.resolve("run/token")).strip();
            return new DavSubject(
                    "Myrmex",
                    "bin/myrmex up, " + tree.javaOptions().replaceAll(" -XX:CompileCommand=\\S+", ""),
                    http + "/dav/shares/" + files.getFileName(),
                    Optional.of("Bearer " + token),
                    files,
                    tree);
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
    }

    /** What is shared is hashed in the background: that is no part of what is measured. */
    private static void untilHashed(PeerDoor door) throws IOException, InterruptedException {
        for (int i = 0; i < MAX_LOOKS; i++) {
            if (door.command("shares", "--json").contains("\"pending\":0")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IOException("the shared folder is not hashed after five minutes");
    }
}
