package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts nginx, with one worker unless said otherwise, in the foreground, with all that it writes in a folder. */
final class Nginx {
    static final Path STREAM = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");
    static final Path DAV = Path.of("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so");

    private Nginx() {}

    /** A web server for a folder. */
    static Tree origin(Path folder, Path root, String listen, int port) throws IOException, InterruptedException {
        return start(folder, "", http(folder, "server { listen " + listen + "; root " + root + "; }\n"), port);
    }

    /** The same with WebDAV, which anybody may write by, and a process for each processor. */
    static Tree dav(Path folder, Path root, int port) throws IOException, InterruptedException {
        String server = "include /etc/nginx/mime.types;\nkeepalive_requests 1000000000;\nclient_max_body_size 0;\n"
                + "dav_ext_lock_zone zone=locks:64m;\nserver { listen 127.0.0.1:" + port + "; root " + root + ";\n"
                + "location / { dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS LOCK UNLOCK;"
                + " dav_ext_lock zone=locks; } }\n";
        return start(folder, "load_module " + DAV + ";\nworker_processes auto;\n", http(folder, server), port);
    }

    private static String http(Path folder, String servers) {
        StringBuilder http = new StringBuilder("http {\naccess_log off;\nsendfile on;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            http.append(kind).append("_temp_path ").append(folder.resolve(kind)).append(";\n");
        }
        return http.append(servers).append("}\n").toString();
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
                first + "user " + System.getProperty("user.name") + ";\ndaemon off;\npid "
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
