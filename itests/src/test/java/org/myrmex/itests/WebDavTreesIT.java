package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tree through every program that people have for WebDAV: what one writes, all others read. */
class WebDavTreesIT extends OnAShare {
    @Test
    void aTreeOfOneIsReadEqualByAllOthers(@TempDir Path own) throws Exception {
        Path tree = NamedTree.make(own.resolve("tree"));
        Map<String, String> expected = NamedTree.read(tree);
        Map<String, DavProgram> programs = new TreeMap<>(Map.of(
                "davfs2", new Davfs(drive, "/shares/" + SHARE, own),
                "rclone", new Rclone(drive, SHARE, own, "owncloud"),
                "gio", new Gio(drive, SHARE, own),
                "cadaver", new Cadaver(drive, SHARE, own),
                "npm", new NpmWebdav(drive, SHARE, folder)));
        Files.createDirectory(shared.resolve("trees"));
        for (Map.Entry<String, DavProgram> program : programs.entrySet()) {
            program.getValue().put(tree, "trees/" + program.getKey());
            assertEquals(expected, NamedTree.read(shared.resolve("trees/" + program.getKey())), program.getKey());
        }
        assertEquals(NamedTree.dates(tree), NamedTree.dates(shared.resolve("trees/rclone")));
        for (Map.Entry<String, DavProgram> reader : programs.entrySet()) {
            Path got = own.resolve("got-" + reader.getKey());
            reader.getValue().get("trees", got);
            for (String writer : programs.keySet()) {
                String pair = "written by " + writer + ", read by " + reader.getKey();
                assertEquals(expected, NamedTree.read(got.resolve(writer)), pair);
            }
        }
        assertEquals(NamedTree.dates(tree), NamedTree.dates(own.resolve("got-rclone/rclone")));
    }
}
