package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavMembers;
import org.myrmex.api.dav.Entry;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.webdav.fakes.ListedShares;

class OpenMembersTest {
    private static final int FILES = 1_000;
    private static final Call CALL = new OwnersCall();

    @TempDir
    Path folder;

    private Path share;
    private SharesTree tree;

    @BeforeEach
    void fill() throws IOException {
        share = Files.createDirectory(folder.resolve("music"));
        for (int i = 0; i < FILES; i++) {
            Files.createFile(share.resolve("file" + i));
        }
        ListedShares shares = new ListedShares();
        shares.add("music", share);
        tree = new SharesTree(shares, OwnFolders.of(Optional.empty()));
    }

    @Test
    void whatGoesMeanwhileIsLeftOutAndTheRestIsThereOnce() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        try (DavMembers members = tree.members(CALL, "/music")) {
            names.add(members.next(CALL).orElseThrow().name());
            try (Stream<Path> files = Files.list(share)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith("7")).toList()) {
                    Files.delete(file);
                }
            }
            for (Optional<Entry> next = members.next(CALL); next.isPresent(); next = members.next(CALL)) {
                assertTrue(names.add(next.get().name()), next.get().name());
            }
        }
        names.removeIf(name -> name.endsWith("7"));
        assertEquals(FILES - FILES / 10, names.size());
    }

    @Test
    void neitherLinksNorWhatIsBeingWrittenIsAmongThem() throws Exception {
        Files.createSymbolicLink(share.resolve("link"), folder);
        Files.createFile(share.resolve(".myrmex-put-0123456789abcdef-1"));
        Files.createFile(share.resolve("a\nb"));
        int members = 0;
        try (DavMembers open = tree.members(CALL, "/music")) {
            for (Optional<Entry> next = open.next(CALL); next.isPresent(); next = open.next(CALL)) {
                assertTrue(next.get().name().startsWith("file"), next.get().name());
                members++;
            }
        }
        assertEquals(FILES, members);
    }

    @Test
    void nothingStaysOpenWhoeverGoesAwayAndWhateverFails() throws Exception {
        long before = OpenFiles.count();
        for (int i = 0; i < 100; i++) {
            try (DavMembers members = tree.members(CALL, "/music")) {
                assertTrue(members.next(CALL).isPresent());
            }
            assertThrows(DavException.class, () -> tree.members(CALL, "/music/file1"));
            assertThrows(DavException.class, () -> tree.members(CALL, "/music/nothing"));
        }
        OpenFiles.assertNoMoreThan(before);
    }
}
