package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A peer's network drive, as curl sees it. */
final class Drive {
    final String url;
    final String user;
    final String password;
    private final Path folder;

    /** @param folder for what programs leave behind */
    Drive(TestPeer peer, Path folder) throws IOException, InterruptedException {
        String mount = peer.say("mount", "--json");
        this.url = Json.text(mount, "url").replaceFirst("/$", "");
        this.user = Json.text(mount, "user");
        this.password = Json.text(mount, "password");
        this.folder = folder;
    }

    List<String> curl(String path, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-u", user + ":" + password));
        command.addAll(List.of(options));
        command.add(url + path);
        return command;
    }

    /** What curl prints; it must succeed. */
    String ask(String path, String... options) throws IOException, InterruptedException {
        return Program.say(folder, Map.of(), curl(path, options));
    }

    /** The status of an answer. */
    int status(String path, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-o", "ignored", "-w", "%{http_code}"));
        all.addAll(List.of(options));
        return Integer.parseInt(ask(path, all.toArray(String[]::new)).strip());
    }

    Program begin(String path, String... options) throws IOException {
        return Program.start(folder, Map.of(), curl(path, options));
    }
}
