package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.mesh.MeshView;

/** Why these neighbours and no others: what is being dialled, and what each source said. */
record Explanation(MeshView view, long nowMicros) {
    static Explanation of(MeshView view, long nowMicros) {
        return new Explanation(view, nowMicros);
    }

    void print(CommandContext context) {
        for (MeshView.Dial dial : view.dialling()) {
            if (context.json()) {
                context.row(figures(dial));
            } else {
                context.out("dialling " + dial.address() + " (" + dial.source() + "): " + attempts(dial));
            }
        }
        for (MeshView.Source source : view.sources()) {
            if (context.json()) {
                context.row(figures(source));
            } else {
                context.out("source " + source.name() + ": " + source.said() + asked(source));
            }
        }
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
