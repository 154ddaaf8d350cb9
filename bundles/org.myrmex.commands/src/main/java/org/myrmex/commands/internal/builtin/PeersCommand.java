package org.myrmex.commands.internal.builtin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The neighbours, and where they came from. */
@Component
public final class PeersCommand implements Command {
    private static final String FORGET = "forget";

    private final Parts parts;
    private final Peer peer;

    @Activate
    public PeersCommand(@Reference Parts parts, @Reference Peer peer) {
        this.parts = parts;
        this.peer = peer;
    }

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String help() {
        return """
                lists the neighbours, and with --why what else was tried
                forgets an address, or everything that was learnt, until somebody names it again
                usage: peers [--why] [--json]
                       peers forget URI|--all
                example: myrmex peers --why""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        if (!args.isEmpty() && args.get(0).equals(FORGET)) {
            return forget(context, args);
        }
        boolean why = Options.of(name()).flag("--why").parse(args).has("--why");
        MeshView view = parts.mesh().view();
        long nowMicros = peer.nowMicros();
        if (context.json()) {
            view.links().forEach(link -> context.row(figures(link, nowMicros)));
        } else {
            view.links().forEach(link -> context.row(shown(link, nowMicros)));
            if (view.links().isEmpty()) {
                context.out("no neighbours yet; add one with: myrmex connect tls://HOST:PORT");
            }
        }
        if (why) {
            Explanation.of(view, nowMicros).print(context);
        }
        return 0;
    }

    private int forget(CommandContext context, List<String> args) throws Exception {
        Options.Parsed parsed =
                Options.of(name()).flag("--all").words("forget, then URI", 2).parse(args);
        List<String> places = parsed.words().subList(1, parsed.words().size());
        if (parsed.has("--all") == (places.size() == 1)) {
            throw new UsageException("forget takes either an address or --all; see: myrmex help peers");
        }
        Optional<PeerAddress> place = Optional.empty();
        if (!places.isEmpty()) {
            try {
                place = Optional.of(PeerAddress.parse(places.get(0)));
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage() + "; see: myrmex help peers");
            }
        }
        parts.mesh().forget(place);
        context.out("forgotten: " + place.map(PeerAddress::toString).orElse("all addresses that were learnt"));
        if (context.json()) {
            context.row(Map.of(
                    "event",
                    "forgotten",
                    "address",
                    place.map(PeerAddress::toString).orElse("all")));
        }
        return 0;
    }

    private static Map<String, Object> shown(MeshView.Link link, long nowMicros) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("link", link.number());
        row.put("neighbour", link.address());
        row.put("source", link.source());
        row.put("slot", link.slot());
        row.put("direction", direction(link));
        row.put("realm", link.realm().name().toLowerCase(Locale.ROOT));
        row.put("rtt", String.format(Locale.ROOT, "%.1f ms", link.rttMicros() / 1_000.0));
        row.put("sent", Amounts.bytes(link.sentBytes()));
        row.put("received", Amounts.bytes(link.receivedBytes()));
        row.put("up", Amounts.time(up(link, nowMicros)));
        return row;
    }

    private static Map<String, Object> figures(MeshView.Link link, long nowMicros) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event", "neighbour");
        row.put("link", link.number());
        row.put("address", link.address().toString());
        row.put("source", link.source());
        row.put("slot", link.slot());
        row.put("direction", direction(link));
        row.put("pinned", link.pinned());
        row.put("realm", link.realm().name());
        row.put("rttMicros", link.rttMicros());
        row.put("queuedBytes", link.queuedBytes());
        row.put("sentBytes", link.sentBytes());
        row.put("receivedBytes", link.receivedBytes());
        row.put("upSeconds", up(link, nowMicros).toSeconds());
        return row;
    }

    private static String direction(MeshView.Link link) {
        return link.dialledByUs() ? "outbound" : "inbound";
    }

    private static Duration up(MeshView.Link link, long nowMicros) {
        return Amounts.sinceMicros(nowMicros, link.upSinceMicros());
    }
}
