package org.myrmex.commands.internal.builtin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.HealthCheck.Health;
import org.myrmex.api.plugin.HealthCheck.Status;
import org.myrmex.api.plugin.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Asks everything in the peer that can say how it is. */
@Component
public final class HealthCommand implements Command {
    /** A check may block for 1 s; one that takes longer is a finding itself. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final int CHECKS_AT_ONCE = 4;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<HealthCheck> checks;

    private final Executor pool;

    @Activate
    public HealthCommand(@Reference Tasks tasks) {
        pool = tasks.pool("health", CHECKS_AT_ONCE);
    }

    @Override
    public String name() {
        return "health";
    }

    @Override
    public String help() {
        return """
                says whether the peer is well, and what to do where it is not
                usage: health [--json]
                example: myrmex health && echo well""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        List<HealthCheck> now = List.copyOf(checks);
        List<CompletableFuture<Health>> answers = new ArrayList<>();
        for (HealthCheck check : now) {
            answers.add(CompletableFuture.supplyAsync(check::check, pool));
        }
        boolean critical = false;
        for (int i = 0; i < now.size(); i++) {
            Health health = await(answers.get(i));
            critical |= health.status() == Status.CRITICAL;
            context.row(row(now.get(i).name(), health));
        }
        return critical ? 1 : 0;
    }

    private static Health await(CompletableFuture<Health> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Health(Status.CRITICAL, "it does not answer within 2 s; see logs/myrmex.log");
        } catch (ExecutionException e) {
            return new Health(Status.CRITICAL, "the check failed (" + e.getCause() + "); see logs/myrmex.log");
        }
    }

    private static Map<String, Object> row(String name, Health health) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", name);
        row.put("status", health.status());
        row.put("message", health.message());
        return row;
    }
}
