package org.myrmex.example.dice.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the mesh to roll, and prints who rolled what. */
@Component
public final class DiceCommand implements Command {
    private static final int DEFAULT_WAIT_SECONDS = 3;
    private static final int MAX_WAIT_SECONDS = 60;

    /** Peers to hear; also the answers that may wait to be printed. */
    private static final int MAX_PEERS = 100;

    /** How soon a caller who went away is noticed. */
    private static final int LOOK_UP_MILLIS = 100;

    private static final byte[] NOTHING_TO_SAY = {};

    private final Mesh mesh;
    private final Clock clock;

    @Activate
    public DiceCommand(@Reference Mesh mesh, @Reference Clock clock) {
        this.mesh = mesh;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "dice";
    }

    @Override
    public String help() {
        return """
                asks the mesh to roll a die and prints who rolled what
                usage: dice [--wait SECONDS]
                example: myrmex dice --wait 5""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws InterruptedException {
        int waitSeconds = waitSeconds(args);
        if (ask(context, Duration.ofSeconds(waitSeconds)) > 0) {
            return 0;
        }
        context.err("nobody rolled within " + waitSeconds
                + " s; wait longer with --wait, or see who is linked by: myrmex peers");
        return 1;
    }

    /** One endpoint for one question: nothing links it to whatever else this peer asks. Its end is the end of the query. */
    private int ask(CommandContext context, Duration wait) throws InterruptedException {
        BlockingQueue<Answer> waiting = new ArrayBlockingQueue<>(MAX_PEERS);
        TreeSet<VirtualAddress> heard = new TreeSet<>();
        try (Endpoint endpoint = mesh.open(new EndpointOptions("dice"))) {
            long endMicros = clock.nowMicros() + TimeUnit.SECONDS.toMicros(wait.toSeconds());
            endpoint.query(Roll.SERVICE, NOTHING_TO_SAY, new QueryScope(MAX_PEERS, wait), waiting::offer);
            while (heard.size() < MAX_PEERS && !context.cancelled() && clock.nowMicros() < endMicros) {
                Answer answer = waiting.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    Roll.decode(answer.payload())
                            .filter(roll -> heard.add(answer.from()))
                            .ifPresent(roll -> print(context, answer.from(), roll));
                }
            }
        }
        return heard.size();
    }

    private static void print(CommandContext context, VirtualAddress from, Roll roll) {
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", from.toString());
            row.put("number", roll.number());
            context.row(row);
        } else {
            context.out(from + " rolled " + roll.number());
        }
    }

    private static int waitSeconds(List<String> args) {
        if (args.isEmpty()) {
            return DEFAULT_WAIT_SECONDS;
        }
        if (args.size() == 2 && args.get(0).equals("--wait") && args.get(1).matches("\\d{1,2}s?")) {
            int seconds = Integer.parseInt(args.get(1).replace("s", ""));
            if (seconds >= 1 && seconds <= MAX_WAIT_SECONDS) {
                return seconds;
            }
        }
        throw new UsageException("dice does not understand '" + String.join(" ", args)
                + "'; say: dice [--wait SECONDS], 1 to " + MAX_WAIT_SECONDS);
    }
}
