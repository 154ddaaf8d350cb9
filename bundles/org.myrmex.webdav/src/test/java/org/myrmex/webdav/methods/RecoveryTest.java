package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.kept.Patch;
import org.myrmex.webdav.kept.PlaceKey;
import org.myrmex.webdav.kept.Recovery;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;
import org.myrmex.webdav.shares.Sweep;
import org.myrmex.webdav.xml.Name;

/**
 * What is on the disk at each step of a change, files and store, is put back and recovered from: a kill at that step. Then there is what
 * was before or what is after, and all that hangs on it.
 */
class RecoveryTest {
    private static final String LEFT = ".myrmex-put-00112233445566ff-1";
    private static final String LOCK_BODY = "<D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope>"
            + "<D:locktype><D:write/></D:locktype></D:lockinfo>";

    @TempDir
    Path folder;

    private Path share;
    private Path file;
    private DavTree tree;
    private Sweep sweep;
    private Kept kept;
    private DavServer server;
    private Client client;
    private String token = "";
    private boolean stopping;
    private CutTree.Stop meanwhile = where -> {};
    private boolean timesChange;
    private final List<Cut> cuts = new ArrayList<>();

    private record Cut(String where, Path copy) {}

    /** Under which the tree is mounted. */
    String name() {
        return "shares";
    }

    /** Path of the folder in the tree. */
    String root() {
        return "/s";
    }

    private String href() {
        return "/dav/" + name() + root();
    }

    private static String key(Path path) {
        return PlaceKey.of("any", PlaceKey.DISK + path);
    }

    void make(Path of) throws IOException {
        ListedShares shares = new ListedShares();
        shares.add("s", of);
        SharesTree made = new SharesTree(shares, OwnFolders.of(Optional.empty()));
        use(made, made.sweep());
    }

    final void use(DavTree made, Sweep itsSweep) {
        tree = made;
        sweep = itsSweep;
    }

    @BeforeEach
    void start() throws Exception {
        share = Files.createDirectory(folder.resolve("share"));
        file = folder.resolve("kept.mv");
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "d/e/f");
        Files.writeString(Files.createDirectories(share.resolve("o")).resolve("g"), "o/g");
        Files.writeString(share.resolve("a"), "a");
        Files.writeString(share.resolve("b"), "b");
        make(share);
        kept = Kept.in(file);
        server = new DavServer(Map.of(name(), new CutTree(tree, this::stop)), Beside.of(kept));
        client = new Client(server.port());
        for (String path : List.of("/d", "/d/e", "/d/e/f", "/o", "/o/g", "/a", "/b")) {
            patch(path, path);
        }
        for (String path : List.of("/d/e/f", "/a")) {
            Answer answer = client.send("LOCK", href() + path, LOCK_BODY, "Depth: 0");
            assertEquals(200, answer.status(), answer.text());
            token += (token.isEmpty() ? "If: " : " ") + "<" + href() + path + "> ("
                    + answer.header("Lock-Token").orElseThrow() + ")";
        }
    }

    @AfterEach
    void end() {
        server.close();
        kept.close();
    }

    private void patch(String path, String value) throws IOException {
        String body = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">" + value
                + "</x></D:prop></D:set></D:propertyupdate>";
        assertEquals(207, client.send("PROPPATCH", href() + path, body).status());
    }

    private void stop(String where) throws IOException {
        meanwhile.at(where);
        if (stopping) {
            Path copy = Files.createDirectory(folder.resolve("cut-" + cuts.size()));
            copy(share, copy.resolve("share"));
            Files.copy(file, copy.resolve("kept.mv"));
            cuts.add(new Cut(where, copy));
        }
    }

    /** A file stays the same one, as it does for a rename; but one whose time changes would change in all copies. */
    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path));
                if (Files.isDirectory(path) || timesChange) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createLink(copy, path);
                }
            }
        }
    }

    private static void remove(Path what) throws IOException {
        try (Stream<Path> all = Files.walk(what)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MOVE, /a, /b",
        "MOVE, /a, /new",
        "MOVE, /d, /new",
        "MOVE, /d, /o",
        "MOVE, /o, /a",
        "MOVE, /a, /o",
        "COPY, /a, /b",
        "COPY, /a, /new",
        "COPY, /d, /new",
        "COPY, /d, /o",
        "COPY, /o, /a",
        "COPY, /a, /o",
        "DELETE, /a,",
        "DELETE, /d,",
        "MKCOL, /new,",
        "PROPPATCH, /a,",
    })
    void atEveryStepThereIsTheOldOrTheNew(String method, String from, String to) throws Exception {
        String before = state(kept);
        stopping = true;
        timesChange = method.equals("PROPPATCH");
        stop("before anything");
        Answer answer =
                switch (method) {
                    case "MKCOL" ->
                        client.send(
                                method,
                                href() + from,
                                "<D:mkcol xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">new</x></D:prop></D:set></D:mkcol>",
                                "Content-Type: text/xml");
                    case "PROPPATCH" ->
                        client.send(
                                method,
                                href() + from,
                                "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><x xmlns=\"u:\">2</x><D:getlastmodified>"
                                        + "Sat, 02 Jan 2010 00:00:00 GMT</D:getlastmodified></D:prop></D:set>"
                                        + "</D:propertyupdate>",
                                token);
                    case "DELETE" -> client.send(method, href() + from, "", token);
                    default -> client.send(method, href() + from, "", "Destination: " + href() + to, token);
                };
        assertTrue(answer.status() / 100 == 2, answer.head() + answer.text());
        stop("after the answer");
        stopping = false;
        String after = state(kept);
        server.close();
        kept.close();
        steppedAside(from, to);
        int old = 0;
        for (Cut cut : cuts) {
            String found = recovered(cut);
            if (found.equals(before)) {
                old++;
            } else {
                assertEquals(after, found, cut.where());
            }
        }
        assertTrue(old > 0 && old < cuts.size(), "some steps are before it and some after: " + old);
        assertEquals(after, recovered(cuts.get(indexOf("after the answer"))));
    }

    private int indexOf(String where) {
        return cuts.stream().map(Cut::where).toList().indexOf(where);
    }

    /** A tree itself takes several steps where folders go: what was there stands under another name for a moment. */
    private void steppedAside(String from, String to) throws IOException {
        for (Cut cut : List.copyOf(cuts)) {
            boolean moves = cut.where().equals("before a move") && to != null;
            boolean removes = cut.where().equals("before a removal");
            if (moves || removes) {
                Path copy = Files.createDirectory(folder.resolve("cut-" + cuts.size()));
                copy(cut.copy().resolve("share"), copy.resolve("share"));
                Files.copy(cut.copy().resolve("kept.mv"), copy.resolve("kept.mv"));
                Path going = copy.resolve("share" + (moves ? to : from));
                if (Files.isDirectory(going)) {
                    Files.move(going, copy.resolve("share").resolve(LEFT));
                    cuts.add(new Cut("it stands aside", copy));
                }
            }
        }
    }

    private String recovered(Cut cut) throws IOException {
        remove(share);
        copy(cut.copy().resolve("share"), share);
        Files.copy(cut.copy().resolve("kept.mv"), file, StandardCopyOption.REPLACE_EXISTING);
        try (Kept again = Kept.in(file)) {
            recovery(again).first();
            sweep.run(LEFT::equals, again.journal()::mayBeOpenIn);
            recovery(again).then(() -> false);
            String first = state(again);
            recovery(again).first();
            assertEquals(first, state(again), "nothing is left to do after " + cut.where());
            return first;
        }
    }

    private Recovery recovery(Kept of) {
        return new Recovery(name(), tree, of, new LockTable(of.locks()), OwnersCall::new);
    }

    /** Files, what hangs on them, and what hangs on nothing. */
    private String state(Kept of) throws IOException {
        StringBuilder state = new StringBuilder();
        try (Stream<Path> all = Files.walk(share)) {
            all.sorted().filter(path -> !path.equals(share)).forEach(path -> {
                // a name of the facade's own that this run made would be swept by the next one
                if (!path.toString().contains(".myrmex-put-") || path.toString().contains(LEFT)) {
                    state.append(share.relativize(path)).append(' ').append(content(path));
                    state.append(of.properties().of(key(path)).values()).append('\n');
                }
            });
        }
        of.locks().all().forEach(lock -> state.append(lock.token())
                .append(" on ")
                .append(lock.path())
                .append('\n'));
        of.properties().ofMembers(key(share)).of("gone").forEach((name, xml) -> state.append("left: ")
                .append(xml));
        return state.toString();
    }

    private static String content(Path path) {
        try {
            boolean file = Files.isRegularFile(path);
            String time = Files.getLastModifiedTime(path).toString();
            return file ? Files.readString(path) + (time.startsWith("2010") ? " of 2010 " : " ") : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWentBehindOurBackTakesItsPropertiesAndLocksAlong() throws IOException {
        remove(share.resolve("d"));
        Files.delete(share.resolve("a"));
        server.close();
        recovery(kept).first();
        assertEquals(List.of(), kept.locks().all());
        recovery(kept).then(() -> false);
        for (String path : List.of("/d", "/d/e", "/d/e/f", "/a")) {
            assertEquals(Map.of(), kept.properties().of(key(share) + path), path);
        }
        assertEquals(1, kept.properties().of(key(share) + "/b").size());
    }

    @Test
    void aDiskThatIsNotThereTakesNothingAlong() throws IOException {
        Files.move(share, folder.resolve("unplugged"));
        recovery(kept).first();
        recovery(kept).then(() -> false);
        Files.createDirectory(share);
        recovery(kept).first();
        recovery(kept).then(() -> false);
        assertEquals(2, kept.locks().all().size());
        assertEquals(1, kept.properties().of(key(share) + "/d/e/f").size());
    }

    @Test
    void whatStoodAsideForAChangeOfAnotherTreeThatIsNotSettledIsNotSwept() throws Exception {
        Path aside = Files.createDirectory(share.resolve("d").resolve(LEFT));
        Path leftOver = Files.createDirectory(share.resolve("o").resolve(LEFT));
        server.close();
        String gone = key(share.resolve("d/gone"));
        kept.properties().change(gone, "/gone", List.of(new Patch(new Name("u:", "x"), Optional.of("<x/>"))));
        kept.journal().deleting("elsewhere", "/gone", gone);
        kept.close();
        kept = Kept.in(file);
        recovery(kept).first();
        sweep.run(LEFT::equals, kept.journal()::mayBeOpenIn);
        assertTrue(Files.exists(aside), "it may be all that there is of a folder");
        assertFalse(Files.exists(leftOver));
    }

    private Optional<Entry> there(String path) throws Exception {
        return tree.stat(new OwnersCall(), root() + path);
    }

    private void wasMoving(String from, Entry moved, String to) throws Exception {
        server.close();
        kept.journal()
                .moving(name(), root() + from, root() + to, key(share) + from, key(share) + to, moved, there(to), true);
    }

    private void startAgain() {
        kept.close();
        kept = Kept.in(file);
        recovery(kept).first();
        sweep.run(LEFT::equals, kept.journal()::mayBeOpenIn);
    }

    private List<String> properties(String path) {
        return List.copyOf(kept.properties().of(key(share) + path).values());
    }

    private static List<String> made(String path) {
        return List.of("<x xmlns=\"u:\">" + path + "</x>");
    }

    @Test
    void aMoveOfAnotherFileOfThatNameIsNotMadeAgain() throws Exception {
        wasMoving("/a", there("/b").orElseThrow(), "/o");
        startAgain();
        assertEquals("a", Files.readString(share.resolve("a")));
        assertTrue(Files.exists(share.resolve("o/g")));
        assertEquals(made("/a"), properties("/a"));
    }

    @Test
    void aMoveOverWhatCameThereLaterIsNotMadeAgain() throws Exception {
        wasMoving("/d", there("/d").orElseThrow(), "/new");
        Files.createDirectory(share.resolve("new"));
        Files.writeString(share.resolve("new/later"), "later");
        startAgain();
        assertTrue(Files.exists(share.resolve("d/e/f")));
        assertEquals("later", Files.readString(share.resolve("new/later")));
    }

    @Test
    void aMoveThatHappenedIsNotMadeAgainWithWhatGotItsNameLater() throws Exception {
        wasMoving("/d", there("/d").orElseThrow(), "/old");
        Files.move(share.resolve("d"), share.resolve("old"));
        Files.createDirectory(share.resolve("d"));
        Files.writeString(share.resolve("d/later"), "later");
        startAgain();
        assertTrue(Files.exists(share.resolve("old/e/f")), "the older folder is still there");
        assertEquals("later", Files.readString(share.resolve("d/later")));
        assertEquals(made("/d/e/f"), properties("/old/e/f"));
    }

    @Test
    void aFolderThatStoodAsideIsFollowedByTheOtherOneWhateverCameIntoThat() throws Exception {
        wasMoving("/d", there("/d").orElseThrow(), "/o");
        Files.move(share.resolve("o"), share.resolve(LEFT));
        Files.writeString(share.resolve("d/later"), "later");
        startAgain();
        assertTrue(Files.exists(share.resolve("o/e/f")) && Files.exists(share.resolve("o/later")));
        assertFalse(Files.exists(share.resolve(LEFT)));
    }

    @Test
    void whoComesTooLateToMoveTakesNoProperties() throws Exception {
        meanwhile = where -> {
            if (where.equals("before a move")) {
                Files.delete(share.resolve("a"));
            }
        };
        assertEquals(
                404,
                client.send("MOVE", href() + "/a", "", "Destination: " + href() + "/b", token)
                        .status());
        assertEquals(made("/b"), properties("/b"));
        startAgain();
        assertEquals(made("/b"), properties("/b"));
    }

    @Test
    void aMoveIsDoneAlsoWhenTheDiskDoesNotForgetItsLock() throws Exception {
        server.close();
        Kept full = Kept.inMemory();
        server = new DavServer(
                Map.of(name(), tree), new Beside(new LockTable(full.locks()), kept.properties(), kept.journal()));
        client = new Client(server.port());
        String held = client.send("LOCK", href() + "/a", LOCK_BODY, "Depth: 0")
                .header("Lock-Token")
                .orElseThrow();
        full.close();
        Answer answer = client.send("MOVE", href() + "/a", "", "Destination: " + href() + "/new", "If: (" + held + ")");
        assertEquals(201, answer.status(), answer.text());
        assertEquals(made("/a"), properties("/new"));
        Files.writeString(share.resolve("a"), "later");
        startAgain();
        assertEquals("a", Files.readString(share.resolve("new")));
    }

    @Test
    void whatIsLockedWhileAChangeWaitsOrBuildsIsNotReplaced() throws Exception {
        List<Answer> locked = new ArrayList<>();
        meanwhile = where -> {
            if (where.equals("before a folder") && locked.isEmpty()) {
                locked.add(new Client(server.port())
                        .send("LOCK", href() + "/o", LOCK_BODY, "Depth: infinity", DavServer.GUEST + ": bob"));
            }
        };
        Answer answer = client.send("COPY", href() + "/d", "", "Destination: " + href() + "/o", token);
        assertEquals(200, locked.get(0).status(), locked.get(0).text());
        assertEquals(423, answer.status(), answer.text());
        assertTrue(Files.exists(share.resolve("o/g")));
        assertEquals(3, kept.locks().all().size(), "his lock is still there");
    }
}
