package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** cadaver: a shell for WebDAV. It takes its password from a {@code ~/.netrc}. */
final class Cadaver implements DavProgram {
    private static final Pattern ROW =
            Pattern.compile("^(Coll: | {6}) ( |\\*)(\\S.*?) +([0-9]+)  \\w{3} [ 0-9]{2}", Pattern.MULTILINE);

    private final Path home;
    private final String url;

    Cadaver(Drive drive, String share, Path folder) throws IOException {
        Tools.need("cadaver", "cadaver");
        this.home = Files.createDirectory(folder.resolve("cadaver"));
        this.url = drive.url + "/shares/" + share + "/";
        Path account = Files.writeString(
                home.resolve(".netrc"),
                "machine 127.0.0.1%nlogin %s%npassword %s%n".formatted(drive.user, drive.password));
        Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-------"));
    }

    /** What it prints to some commands, none of which may fail. */
    String run(String... lines) throws IOException, InterruptedException {
        String printed = Program.say(
                home,
                Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8"),
                String.join("\n", lines) + "\nquit\n",
                List.of("cadaver", url));
        if (printed.contains("failed") || printed.contains("Could not")) {
            throw new AssertionError(printed);
        }
        return printed;
    }

    @Override
    public void put(Path tree, String name) throws Exception {
        StringBuilder commands = new StringBuilder();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.toList()) {
                String to = quoted(name + "/" + tree.relativize(path));
                commands.append(
                        Files.isDirectory(path)
                                ? "mkcol " + to + "\n"
                                : "put " + quoted(path.toString()) + " " + to + "\n");
            }
        }
        run(commands.toString());
    }

    @Override
    public void get(String name, Path to) throws Exception {
        Files.createDirectories(to);
        String listed = run("ls " + quoted(name + "/"));
        StringBuilder commands = new StringBuilder();
        for (MatchResult row : ROW.matcher(listed).results().toList()) {
            String member = row.group(3);
            if (row.group(1).startsWith("Coll")) {
                get(name + "/" + member, to.resolve(member));
            } else {
                commands.append("get ").append(quoted(name + "/" + member));
                commands.append(' ')
                        .append(quoted(to.resolve(member).toString()))
                        .append('\n');
            }
        }
        if (!commands.isEmpty()) {
            run(commands.toString());
        }
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
