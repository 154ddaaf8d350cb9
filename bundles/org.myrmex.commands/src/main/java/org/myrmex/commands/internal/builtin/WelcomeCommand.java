package org.myrmex.commands.internal.builtin;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a person sees when the peer has started; waits until there is something to see. */
@Component
public final class WelcomeCommand implements Command {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Parts parts;
    private final Peer peer;

    @Activate
    public WelcomeCommand(@Reference Parts parts, @Reference Peer peer) {
        this.parts = parts;
        this.peer = peer;
    }

    @Override
    public String name() {
        return "welcome";
    }

    @Override
    public String help() {
        return """
                shows who this peer is and how to reach it
                usage: welcome
                example: myrmex welcome""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        long deadline = System.nanoTime() + LIMIT_NANOS;
        MeshView mesh = awaitListening(deadline);
        awaitHttp(deadline);
        context.out("identity   " + mesh.peer());
        context.out("invite     myrmex up --peer " + reachable(mesh.listening().get(0)));
        parts.loginLink().ifPresent(link -> context.out("page       " + link + "  (opens once; another: myrmex page)"));
        parts.fingerprint().ifPresent(print -> context.out("SHA-256    " + print + "  (the page's certificate)"));
        if (parts.canShare()) {
            context.out("downloads  " + peer.home().resolve("downloads"));
            context.out("next: run the invite line at another peer, or try: myrmex share DIR, myrmex search WORDS");
        } else {
            context.out("next: run the invite line at another peer; this one relays for others and shares nothing");
        }
        return 0;
    }

    private MeshView awaitListening(long deadline) throws FailedException, InterruptedException {
        Optional<MeshView> view = Optional.empty();
        while (System.nanoTime() < deadline) {
            view = parts.findMesh().map(Mesh::view);
            Optional<String> problem = view.flatMap(MeshView::listenProblem);
            if (problem.isPresent()) {
                throw new FailedException(problem.get());
            }
            if (view.isPresent() && !view.get().listening().isEmpty()) {
                return view.get();
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        if (view.isPresent() && view.get().routing().isEmpty()) {
            throw new FailedException("there is no routing protocol of the name that is configured; choose another"
                    + " --routing, or add its bundle with --plugin");
        }
        throw new FailedException(
                view.isPresent()
                        ? "the mesh does not listen after 10 s; see logs/myrmex.log, or choose another --listen"
                        : "the mesh did not start within 10 s; see: myrmex why org.myrmex.mesh");
    }

    private void awaitHttp(long deadline) throws FailedException, InterruptedException {
        if (peer.find("org.myrmex.http").isEmpty()) {
            return; // a peer that is spoken to from inside its process only, as in the demo
        }
        while (parts.loginLink().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new FailedException("the HTTP server did not start within 10 s; choose another --http PORT");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** An address to give away: what listens everywhere is reached at this machine's first own address. */
    private static PeerAddress reachable(PeerAddress listening) throws SocketException {
        boolean everywhere =
                listening.host().equals("0.0.0.0") || listening.host().matches("[0:]+");
        String host = everywhere ? ownAddress() : listening.host();
        return new PeerAddress(listening.scheme(), host, listening.port(), listening.id());
    }

    private static String ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(WelcomeCommand::usable)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse("127.0.0.1");
    }

    private static boolean usable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false; // it went away while we looked
        }
    }
}
