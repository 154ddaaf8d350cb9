package org.myrmex.http.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.myrmex.api.access.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The peer's commands, which may come and go while the server stays. */
@Component(service = CommandRunner.class)
public final class CommandRunner {
    private static final int NOT_READY = 1;

    @Reference(
            target = "(myrmex.commands=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BiFunction<List<String>, Map<String, Object>, Integer> commands;

    @Activate
    public CommandRunner() {}

    boolean ready() {
        return commands != null;
    }

    int run(List<String> commandLine, Map<String, Object> context) {
        BiFunction<List<String>, Map<String, Object>, Integer> now = commands;
        return now == null ? NOT_READY : now.apply(commandLine, context);
    }

    /** Runs one for the page. */
    Result run(Caller caller, String... commandLine) {
        List<String> lines = new ArrayList<>();
        Consumer<String> add = line -> {
            synchronized (lines) {
                lines.add(line);
            }
        };
        int exit = run(List.of(commandLine), Map.of("out", add, "err", add, "caller", caller));
        return new Result(exit, List.copyOf(lines));
    }

    /** Whoever the guard let in; nobody where a request came around it. */
    static Caller caller(Object attribute) {
        return attribute instanceof Caller caller ? caller : Caller.ANONYMOUS;
    }

    /** What a command printed. */
    record Result(int exit, List<String> lines) {}
}
