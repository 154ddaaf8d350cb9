package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.lab.hostile.Adversaries;
import org.myrmex.lab.hostile.Deed;
import org.myrmex.lab.hostile.Kind;
import org.myrmex.lab.topology.Topology;
import org.myrmex.lab.topology.TopologyKind;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.Observer;
import org.myrmex.testkit.simulation.VirtualFrame;
import org.myrmex.testkit.simulation.VirtualLink;
import org.myrmex.testkit.simulation.VirtualNode;

/** One mesh with one kind of adversary in it, or with none. */
final class AdversaryRun implements Observer {
    private static final SendOptions[] TRIES = {SendOptions.DEFAULT, SendOptions.FRESH};
    /** Time for adversaries that act of their own accord, after each search. */
    private static final long PAUSE_MICROS = 250_000;

    private final AdversarySettings settings;
    private final Optional<Kind> kind;
    private final World world;
    private final Adversaries adversaries;
    private final List<VirtualNode> honest = new ArrayList<>();
    private boolean transferring;
    private int found;
    private int completed;
    private int guessed;
    private int linksClosed;
    private long transferFrames;
    private long overheardFrames;
    private VirtualNode asker;
    private byte[] query;

    AdversaryRun(Conditions conditions, AdversarySettings settings, Optional<Kind> kind) {
        this.settings = settings;
        this.kind = kind;
        this.world = new World(conditions, settings.nodes());
        this.adversaries =
                new Adversaries(world, kind.map(List::of).orElse(List.of()), settings.nodes(), settings.share());
        world.network().observe(this);
    }

    /** Runs all searches. */
    AdversaryRun run(Progress progress) throws LabException {
        build();
        SplittableRandom chance = world.chance("searches");
        String label = kind.map(Kind::label).orElse("none");
        for (int i = 0; i < settings.searches(); i++) {
            progress.at(label, i, settings.searches(), "searches");
            int a = chance.nextInt(honest.size());
            int b = chance.nextInt(honest.size() - 1);
            search(honest.get(a), honest.get(b < a ? b : b + 1));
            world.run(PAUSE_MICROS);
        }
        return this;
    }

    private void build() {
        Topology mesh = TopologyKind.RANDOM.make(settings.nodes(), settings.degree(), world.chance("mesh"));
        List<VirtualNode> nodes = new ArrayList<>();
        for (int i = 0; i < mesh.nodes(); i++) {
            nodes.add(adversaries.add("n" + i));
        }
        nodes.stream().filter(adversaries::isHonest).forEach(honest::add);
        world.watched(() -> mesh.edges()
                .forEach(edge -> world.network().link(nodes.get(edge.a()), nodes.get(edge.b()), edge.delayMicros())));
    }

    private void search(VirtualNode downloader, VirtualNode source) {
        Exchange exchange = new Exchange(world, downloader, source);
        asker = downloader;
        query = null;
        boolean answered = exchange.search();
        asker = null;
        found += answered ? 1 : 0;
        if (query != null && adversaries.spies().guess(query).equals(Optional.of(downloader.peerId()))) {
            guessed++;
        }
        transferring = true;
        completed += answered && transfer(exchange) ? 1 : 0;
        transferring = false;
    }

    /** Each message has a second try over a fresh route, as MUTE's have; then the transfer has failed. */
    private static boolean transfer(Exchange exchange) {
        for (int i = 0; i < AdversarySettings.PAIRS; i++) {
            if (!retried(exchange::request) || !retried(exchange::block)) {
                return false;
            }
        }
        return true;
    }

    private interface Step {
        boolean take(SendOptions options);
    }

    private static boolean retried(Step step) {
        for (SendOptions options : TRIES) {
            if (step.take(options)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void delivered(VirtualNode node, Message message, VirtualFrame frame) {
        // the query of the honest asker, whatever others ask meanwhile
        if (query == null
                && asker != null
                && message.kind() == MessageKind.QUERY
                && asker.keys(message.from()) != null
                && began(frame) == asker) {
            query = message.id();
        }
    }

    @Override
    public void arrived(long now, VirtualFrame frame) {
        if (transferring && frame.origin() != VirtualFrame.Origin.CONTROL && adversaries.isHonest(began(frame))) {
            transferFrames++;
            overheardFrames += adversaries.isHonest(frame.to().node()) ? 0 : 1;
        }
    }

    @Override
    public void linkDown(long now, VirtualLink link) {
        linksClosed++;
    }

    private static VirtualNode began(VirtualFrame frame) {
        VirtualFrame first = frame;
        while (first.cause() != null) {
            first = first.cause();
        }
        return first.from().node();
    }

    /** All figures, in the order of the table. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kind", kind.map(Kind::label).orElse("none"));
        figures.put("adversaries", adversaries.count());
        figures.put("found", share(found));
        figures.put("completed", share(completed));
        figures.put("overheard", transferFrames == 0 ? 0.0 : round((double) overheardFrames / transferFrames));
        for (Deed deed : Deed.values()) {
            figures.put(deed.name().toLowerCase(Locale.ROOT), deeds(deed));
        }
        figures.put("linksClosed", linksClosed);
        figures.put("originGuessed", kind.equals(Optional.of(Kind.SPIES)) ? share(guessed) : null);
        figures.put("messages", world.network().messages());
        figures.put("trace", world.network().trace());
        return figures;
    }

    private int deeds(Deed deed) {
        return kind.map(known -> adversaries.deeds(known).of(deed)).orElse(0);
    }

    private double share(int many) {
        return round((double) many / settings.searches());
    }

    private static double round(double share) {
        return Math.round(1_000 * share) / 1_000.0;
    }
}
