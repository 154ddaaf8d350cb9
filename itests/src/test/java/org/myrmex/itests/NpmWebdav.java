package org.myrmex.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The npm package {@code webdav}, which most programs in JavaScript use. */
final class NpmWebdav implements DavProgram {
    private final Path folder;
    private final Drive drive;
    private final String url;

    /** @param folder in which it is installed, unless it is there */
    NpmWebdav(Drive drive, String share, Path folder) throws IOException, InterruptedException {
        Tools.need("node", "nodejs");
        Tools.need("npm", "npm");
        this.folder = folder.resolve("npm");
        this.drive = drive;
        this.url = drive.url + "/shares/" + share;
        if (!Files.exists(this.folder)) {
            install();
        }
    }

    private void install() throws IOException, InterruptedException {
        Files.createDirectory(folder);
        for (String file : List.of("package.json", "package-lock.json", "drive.mjs")) {
            try (InputStream in = NpmWebdav.class.getResourceAsStream("/npm/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        Program.say(
                folder,
                Map.of(),
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline",
                        "--fetch-retries=5"));
    }

    /** Runs a command of {@code drive.mjs}; what it prints. */
    String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "drive.mjs", url));
        command.addAll(List.of(words));
        return Program.say(folder, Map.of("DRIVE_USER", drive.user, "DRIVE_PASSWORD", drive.password), command);
    }

    @Override
    public void put(Path tree, String name) throws Exception {
        run("put", tree.toString(), "/" + name);
    }

    @Override
    public void get(String name, Path to) throws Exception {
        run("get", "/" + name, to.toString());
    }
}
