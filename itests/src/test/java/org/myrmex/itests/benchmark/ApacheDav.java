package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Apache with mod_dav, as Debian has it, with all that it writes in a folder. */
final class ApacheDav {
    static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    private ApacheDav() {}

    static DavSubject start(Path folder, Path files) throws IOException, InterruptedException {
        int port = Ports.free();
        StringBuilder config = new StringBuilder("ServerRoot " + folder + "\nServerName localhost\nPidFile "
                + folder.resolve("pid") + "\nErrorLog " + folder.resolve("err") + "\nListen 127.0.0.1:" + port + "\n");
        for (String module : List.of("mpm_event", "authz_core", "mime", "dav", "dav_fs")) {
            config.append("LoadModule " + module + "_module " + MODULES.resolve("mod_" + module + ".so") + "\n");
        }
        Path types = Files.writeString(folder.resolve("types"), "text/plain txt\n");
        // Started by root it serves as this user, who must be able to write.
        config.append("User www-data\nGroup www-data\nTypesConfig " + types + "\nMaxKeepAliveRequests 0\n")
                .append("LimitRequestBody 0\nDocumentRoot " + files + "\nDavLockDB " + folder.resolve("locks") + "\n")
                .append("<Directory />\nRequire all granted\n</Directory>\n<Location />\nDav On\n</Location>\n");
        Folders.openToAll(folder);
        Path written = Files.writeString(folder.resolve("httpd.conf"), config);
        Tree tree = new Tree(new ProcessBuilder("apache2", "-f", written.toString(), "-DFOREGROUND")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start());
        try {
            Poll.secondsUntil(System.nanoTime(), "Apache", tree::isAlive, () -> Knock.listens(port));
            return new DavSubject(
                    "Apache",
                    "mod_dav of Debian, mpm_event, defaults",
                    "http://127.0.0.1:" + port,
                    Optional.empty(),
                    files,
                    tree);
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
    }
}
