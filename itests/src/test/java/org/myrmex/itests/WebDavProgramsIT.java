package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that people have for WebDAV, on a share of a real peer: all that each of them offers. */
class WebDavProgramsIT extends OnAShare {
    @Test
    void gioListsCopiesSavesMovesAndRemoves(@TempDir Path own) throws Exception {
        Gio gio = new Gio(drive, SHARE, own);
        Path file = Files.writeString(own.resolve("a.txt"), "some text");
        String printed = gio.run(
                "cd '" + own + "'",
                "url='" + gio.url + "'",
                "gio mkdir \"${url}gio\"",
                "gio copy '" + file + "' \"${url}gio/a%20b%23.txt\"",
                "gio cat \"${url}gio/a%20b%23.txt\"; echo",
                "printf 'other text' | gio save \"${url}gio/a%20b%23.txt\"",
                "gio cat \"${url}gio/a%20b%23.txt\"; echo",
                "gio move \"${url}gio/a%20b%23.txt\" \"${url}gio/moved.txt\"",
                "gio list -h -l \"${url}gio\"",
                "gio info -f \"$url\" | grep filesystem::free",
                "gio copy \"${url}gio/moved.txt\" \"${url}gio/second.txt\"",
                "gio remove \"${url}gio/moved.txt\"");
        assertTrue(printed.contains("some text\nother text\n"), printed);
        assertTrue(printed.contains("moved.txt\t10\t(regular)"), printed);
        assertTrue(printed.contains("filesystem::free: "), printed);
        assertEquals(
                List.of("second.txt"),
                List.copyOf(NamedTree.read(shared.resolve("gio")).keySet()));
        assertEquals("other text", Files.readString(shared.resolve("gio/second.txt")));
    }

    @Test
    void cadaverKeepsPropertiesAndLocks(@TempDir Path own) throws Exception {
        Cadaver cadaver = new Cadaver(drive, SHARE, own);
        Path file = Files.writeString(own.resolve("a.txt"), "some text");
        String printed = cadaver.run(
                "mkcol cadaver",
                "cd cadaver",
                "put " + file + " \"a b#.txt\"",
                "propset \"a b#.txt\" colour blue",
                "propget \"a b#.txt\" colour",
                "lock \"a b#.txt\"",
                "discover \"a b#.txt\"",
                "put " + file + " \"a b#.txt\"",
                "unlock \"a b#.txt\"",
                "copy \"a b#.txt\" copy.txt",
                "propget copy.txt colour",
                "move copy.txt moved.txt",
                "propget moved.txt colour",
                "delete \"a b#.txt\"");
        assertEquals(3, printed.split("Value of colour is: blue", -1).length - 1, printed);
        assertTrue(printed.contains("Lock token <"), printed);
        assertEquals(
                List.of("moved.txt"),
                List.copyOf(NamedTree.read(shared.resolve("cadaver")).keySet()));
        assertTrue(cadaver.run("discover cadaver/moved.txt").contains("no locks found"));
    }

    @Test
    void theLibraryOfJavaScriptHasAllItAsksFor(@TempDir Path own) throws Exception {
        String printed = new NpmWebdav(drive, SHARE, folder).run("everything", "/npm");
        assertEquals(
                """
                classes ["1","2","3"]
                put true
                put over it false
                stat {"basename":"a b#%.txt","size":11,"type":"file"}
                list ["a b#%.txt","x"]
                get "hello world"
                range "llo"
                exists true
                move undefined
                copy undefined
                exists now false
                locked true
                put without the token "refused 423"
                put with it true
                unlock undefined
                put afterwards true
                quota true
                delete undefined
                exists then false
                """,
                printed);
    }
}
