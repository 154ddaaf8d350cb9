package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts processes of nginx, each with one worker, in the foreground, with all that it writes in a folder. */
final class Nginx {
    static final Path STREAM = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    private Nginx() {}

    /** A web server for a folder. */
    static Tree origin(Path folder, Path root, String listen, int port) throws IOException, InterruptedException {
        StringBuilder http = new StringBuilder("http {\naccess_log off;\nsendfile on;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            http.append(kind).append("_temp_path ").append(folder.resolve(kind)).append(";\n");
        }
        http.append("server { listen ")
                .append(listen)
                .append("; root ")
                .append(root)
                .append("; }\n}\n");
        return start(folder, "", http.toString(), port);
    }

    /** One that passes connections on. */
    static Tree relay(Path folder, String server, int port) throws IOException, InterruptedException {
        return start(folder, "load_module " + STREAM + ";\n", "stream { server { " + server + " } }\n", port);
    }

    private static Tree start(Path folder, String first, String last, int port)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path config = Files.writeString(
                folder.resolve("nginx.conf"),
                first + "user " + System.getProperty("user.name") + ";\nworker_processes 1;\ndaemon off;\npid "
                        + folder.resolve("pid") + ";\nerror_log " + folder.resolve("err")
                        + ";\nevents { worker_connections 256; }\n" + last);
        Tree tree = new Tree(new ProcessBuilder(
                        "nginx",
                        "-c",
                        config.toString(),
                        "-e",
                        folder.resolve("err").toString(),
                        "-p",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start());
        try {
            Poll.secondsUntil(System.nanoTime(), "nginx", tree::isAlive, () -> Knock.listens(port));
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
        return tree;
    }
}
