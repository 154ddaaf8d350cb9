package org.myrmex.example.journal.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Prints what the journal holds. */
@Component
public final class JournalCommand implements Command {
    private static final int DEFAULT_LINES = 20;

    private final Journal journal;

    @Activate
    public JournalCommand(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String help() {
        return """
                prints what happened in this peer lately
                usage: journal [--last NUMBER]
                example: myrmex journal --last 100""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        int wanted = last(args);
        List<KeptEvent> kept = journal.kept();
        kept.subList(Math.max(0, kept.size() - wanted), kept.size()).forEach(event -> print(context, event));
        if (kept.isEmpty()) {
            context.out("nothing has happened since this plugin came");
        }
        return 0;
    }

    private static void print(CommandContext context, KeptEvent event) {
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("nowMicros", event.nowMicros());
            row.put("topic", event.topic());
            row.put("properties", event.properties());
            context.row(row);
        } else {
            context.out(time(event) + "  " + event.topic() + "  "
                    + event.properties().entrySet().stream()
                            .map(property -> harmless(property.getKey() + "=" + property.getValue()))
                            .collect(Collectors.joining(" ")));
        }
    }

    private static String time(KeptEvent event) {
        return Instant.EPOCH
                .plus(event.nowMicros(), ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    /** Any plugin may post, and a terminal obeys certain characters. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static int last(List<String> args) {
        if (args.isEmpty()) {
            return DEFAULT_LINES;
        }
        if (args.size() == 2 && args.get(0).equals("--last") && args.get(1).matches("[1-9]\\d{0,3}")) {
            return Math.min(Journal.MAX_KEPT, Integer.parseInt(args.get(1)));
        }
        throw new UsageException("journal does not understand '" + String.join(" ", args)
                + "'; say: journal [--last NUMBER], 1 to " + Journal.MAX_KEPT);
    }
}
