package org.myrmex.commands.internal.builtin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;

/** Why these neighbours and no others: what is being dialled, and what each source said. */
record Explanation(MeshView view, long nowMicros) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    static Explanation of(MeshView view, long nowMicros) {
        return new Explanation(view, nowMicros);
    }

    void print(CommandContext context) {
        reachability(context);
        int waiting = 0;
        for (MeshView.Dial dial : view.dialling()) {
            if (context.json()) {
                context.row(figures(dial));
            } else if (dial.attempts() == 0) {
                waiting++;
            } else {
                context.out("dialling " + dial.address() + " (" + dial.source() + "): " + attempts(dial));
            }
        }
        if (waiting > 0) {
            context.out(waiting + " more addresses are known and were not tried");
        }
        for (MeshView.Source source : view.sources()) {
            if (context.json()) {
                context.row(figures(source));
            } else {
                context.out("source " + source.name() + ": " + source.said() + asked(source));
            }
        }
    }

    private void reachability(CommandContext context) {
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("event", "reachability");
            row.put(
                    "reachable",
                    view.reachability().map(r -> r.failure().isEmpty()).orElse(null));
            row.put(
                    "reason",
                    view.reachability()
                            .flatMap(r -> r.failure())
                            .map(CloseReason::name)
                            .orElse(null));
            row.put("realm", view.reachability().map(r -> r.realm().name()).orElse(null));
            row.put(
                    "triedSecondsAgo",
                    view.reachability()
                            .map(r -> Amounts.sinceMicros(nowMicros, r.triedAtMicros())
                                    .toSeconds())
                            .orElse(null));
            context.row(row);
        } else if (view.listening().isEmpty()) {
            context.out("reachable: no: it listens nowhere");
        } else {
            context.out("reachable: "
                    + view.reachability().map(Explanation::verdict).orElse("no neighbour has tried yet"));
        }
    }

    private static String verdict(MeshView.Reachability tried) {
        String when = TIME.format(Instant.ofEpochSecond(tried.triedAtMicros() / 1_000_000));
        String realm = tried.realm().name().toLowerCase(Locale.ROOT);
        return tried.failure()
                .map(why -> "no: " + why + ", tried by a neighbour (" + realm + ") at " + when
                        + "; let others in at the port of the peer")
                .orElse("yes, tested by a neighbour (" + realm + ") at " + when);
    }

    private String attempts(MeshView.Dial dial) {
        String next = Amounts.time(Amounts.sinceMicros(dial.nextTryMicros(), nowMicros));
        return dial.lastFailure()
                .map(why -> dial.attempts() + " attempts failed, the last one: " + why + "; next in " + next)
                .orElse("no answer yet");
    }

    private String asked(MeshView.Source source) {
        return source.askedAtMicros() == 0
                ? ""
                : " (asked " + Amounts.time(Amounts.sinceMicros(nowMicros, source.askedAtMicros())) + " ago)";
    }

    private Map<String, Object> figures(MeshView.Dial dial) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event", "dialling");
        row.put("address", dial.address().toString());
        row.put("source", dial.source());
        row.put("attempts", dial.attempts());
        row.put("lastFailure", dial.lastFailure().orElse(null));
        row.put("nextTrySeconds", Math.max(0, (dial.nextTryMicros() - nowMicros) / 1_000_000));
        return row;
    }

    private Map<String, Object> figures(MeshView.Source source) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event", "source");
        row.put("name", source.name());
        row.put("said", source.said());
        row.put(
                "askedSecondsAgo",
                source.askedAtMicros() == 0 ? null : (nowMicros - source.askedAtMicros()) / 1_000_000);
        return row;
    }
}
