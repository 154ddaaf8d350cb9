package org.myrmex.commands.internal.builtin;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.routing.RouteView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The scents: which link leads to which virtual address. Which neighbour a link is is never said here. */
@Component
public final class RoutesCommand implements Command {
    private static final long PATIENCE_SECONDS = 5;

    private final Parts parts;

    @Activate
    public RoutesCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public String help() {
        return """
                lists the scents: where messages to a virtual address go
                usage: routes [--json]
                example: myrmex routes""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        List<RouteView> routes = routes();
        for (RouteView route : routes) {
            context.row(context.json() ? figures(route) : shown(route));
        }
        if (routes.isEmpty()) {
            context.out("no scents yet; they come with traffic");
        }
        return 0;
    }

    private List<RouteView> routes() throws FailedException, InterruptedException {
        try {
            return parts.routes().routes().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new FailedException("the mesh does not answer; see: myrmex health");
        } catch (ExecutionException e) {
            throw new FailedException("the routing does not answer (" + e.getCause() + "); see: myrmex health");
        }
    }

    private static Map<String, Object> shown(RouteView route) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("address", route.address() + "…");
        row.put("link", route.next().number());
        row.put("weight", String.format(java.util.Locale.ROOT, "%.0f %%", route.weight() * 100));
        row.put("age", Amounts.time(java.time.Duration.ofMillis(route.ageMicros() / 1_000)));
        return row;
    }

    private static Map<String, Object> figures(RouteView route) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("address", HexFormat.of().formatHex(route.address().bytes()));
        row.put("link", route.next().number());
        row.put("weight", route.weight());
        row.put("ageSeconds", route.ageMicros() / 1_000_000.0);
        return row;
    }
}
