package org.myrmex.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myrmex.launcher.Distribution;
import org.myrmex.launcher.Refusal;

/** The experiment, step by step, and what is said about it. */
final class Story {
    private final Fixture fixture;
    private final Network network;
    private final Path root;
    private final Screen screen;
    private final Checks checks = new Checks();
    private Loads before = new Loads(Map.of());

    Story(Fixture fixture, Network network, Path root, Screen screen) {
        this.fixture = fixture;
        this.network = network;
        this.root = root;
        this.screen = screen;
    }

    /** Tells it to the end; the network stays as it is then. */
    Checks tell(Distribution distribution) throws DemoException, Refusal, IOException, InterruptedException {
        screen.lines(Texts.INTRODUCTION);
        build(distribution);
        SharedFile shared = share();
        String link = search();
        firstTransfer(shared, link);
        transferWithKill(shared, link);
        transferWithNewLinks(shared, link);
        return checks;
    }

    private DemoPeer downloader() {
        return network.peer(fixture.downloader());
    }

    private void build(Distribution distribution) throws DemoException, Refusal, InterruptedException {
        screen.heading("The network");
        Screen.Waiting starting = screen.waiting("starting");
        network.start(distribution, starting);
        starting.done();
        Screen.Waiting slowing = screen.waiting("delays");
        network.slowDown(slowing);
        slowing.done();
        Screen.Waiting connecting = screen.waiting("connecting");
        network.connect(fixture.links());
        connecting.mark(network.countLinks() + " links are up");
        connecting.done();
    }

    private SharedFile share() throws DemoException, IOException, InterruptedException {
        Path folder = root.resolve("shared by " + fixture.source());
        SharedFile shared = SharedFile.create(folder);
        DemoPeer source = network.peer(fixture.source());
        source.ask("share", folder.toString());
        Network.await("the shared file is not hashed", () -> source.ask("shares").stream()
                .anyMatch(share -> Long.valueOf(1).equals(share.get("files"))
                        && Long.valueOf(0).equals(share.get("pending"))));
        screen.line("  sharing: " + fixture.source() + " offers '"
                + shared.path().getFileName() + "', " + SharedFile.BLOCKS + " blocks of 16 KiB");
        return shared;
    }

    private String search() throws DemoException, InterruptedException {
        screen.heading("1. " + fixture.downloader() + " searches for '" + SharedFile.WORD + "'");
        screen.lines(Texts.SEARCH);
        before = network.loads();
        List<Map<String, Object>> rows = downloader().ask("search", SharedFile.WORD, "--wait", "4s");
        Map<String, Object> hit = rows.stream()
                .filter(row -> "hit".equals(row.get("event")))
                .findFirst()
                .orElseThrow(() -> new DemoException("the search ended without a hit; run the demo again"));
        screen.line("  found: " + hit.get("name") + ", " + hit.get("size") + " bytes");
        Loads after = network.settledLoads();
        table(0, after);
        long copies = after.queryCopiesSince(before, fixture.nodes());
        screen.line("  copies of the search among them: " + copies);
        route(0);
        checks.copiesOfTheSearch(copies);
        before = after;
        return String.valueOf(hit.get("link"));
    }

    private void firstTransfer(SharedFile shared, String link) throws DemoException, IOException, InterruptedException {
        screen.heading("2. " + fixture.downloader() + " fetches the file");
        screen.lines(Texts.FIRST_TRANSFER);
        Screen.Waiting line = screen.waiting("blocks");
        Transfer transfer = Transfer.start(downloader(), link, root.resolve("first.bin"));
        transfer.watch(line);
        line.done();
        Loads after = ended(1, "the first copy", transfer, shared);
        checks.complete("the first transfer", transfer.complete());
        checks.onlyTheRouteCarried(fixture, before, after);
        before = after;
    }

    private void transferWithKill(SharedFile shared, String link)
            throws DemoException, IOException, InterruptedException {
        Fixture.Step step = fixture.steps().get(2);
        String node = step.killed().orElseThrow();
        screen.heading("3. Once more, and node " + node + " stops under way");
        screen.lines(Texts.KILL);
        Screen.Waiting line = screen.waiting("blocks");
        Transfer transfer = Transfer.start(downloader(), link, root.resolve("second.bin"));
        int[] blocksThen = {0};
        transfer.watch(line, step.killAfterBlocks(), () -> {
            blocksThen[0] = transfer.blocks();
            network.kill(node);
            line.mark("[node " + node + " stops]");
        });
        line.done();
        Loads after = ended(2, "the second copy", transfer, shared);
        checks.survived("the second transfer", node, blocksThen[0], SharedFile.BLOCKS, transfer.complete());
        before = after;
    }

    private void transferWithNewLinks(SharedFile shared, String link)
            throws DemoException, IOException, InterruptedException {
        Fixture.Step step = fixture.steps().get(3);
        String node = step.killed().orElseThrow();
        screen.heading("4. Node " + node + " stops too, three new links come, and the file is fetched again");
        screen.lines(Texts.NEW_LINKS);
        network.kill(node);
        Screen.Waiting connecting = screen.waiting("connecting");
        network.connect(step.newLinks());
        step.newLinks().forEach(added -> connecting.mark(added.a() + "-" + added.b()));
        connecting.done();
        Screen.Waiting line = screen.waiting("blocks");
        Transfer transfer = Transfer.start(downloader(), link, root.resolve("third.bin"));
        transfer.watch(line);
        line.done();
        ended(3, "the third copy", transfer, shared);
        checks.complete("the third transfer, after node " + node + " stopped,", transfer.complete());
    }

    private Loads ended(int step, String copy, Transfer transfer, SharedFile shared)
            throws DemoException, IOException, InterruptedException {
        if (!transfer.complete()) {
            screen.line("  not complete: " + transfer.problem());
        }
        Loads after = network.settledLoads();
        table(step, after);
        route(step);
        boolean there = Files.isRegularFile(transfer.target());
        checks.hash(copy, shared.sha256(), there ? SharedFile.sha256(transfer.target()) : "none");
        return after;
    }

    private void table(int step, Loads now) {
        screen.lines(LoadTable.lines(
                fixture.nodes(), before, now, fixture.steps().get(step).load(), network.stopped()));
    }

    private void route(int step) throws DemoException {
        String seen = network.scents()
                .way(fixture.downloader(), fixture.source())
                .map(Texts::route)
                .orElse("none that reaches " + fixture.source());
        screen.line("  route by the scents    " + seen);
        screen.line("  MUTE's experiment      " + Texts.routeOfExperiment(fixture, step));
    }
}
