package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two tables in Markdown: how quick the servers are, and what they cost; the first server is held against the others. */
final class DavTable {
    private final Map<String, DavFigures> servers;
    private final DavFigures own;
    private final List<String> rivals;

    /** @param servers by name, our own first */
    DavTable(Map<String, DavFigures> servers) {
        this.servers = new LinkedHashMap<>(servers);
        List<String> names = new ArrayList<>(servers.keySet());
        this.own = servers.get(names.get(0));
        this.rivals = names.subList(1, names.size());
    }

    List<String> lines() {
        List<String> lines = head("", " | goal");
        for (DavJob job : DavJob.values()) {
            StringBuilder line = new StringBuilder("| " + job.title);
            servers.values()
                    .forEach(each -> line.append(" | ").append(each.of(job).text(job.format)));
            for (String rival : rivals) {
                DavFigures its = servers.get(rival);
                Samples speed = job.way == DavJob.Way.MORE_IS_BETTER
                        ? DavFigures.ratios(own.of(job), its.of(job))
                        : DavFigures.ratios(its.of(job), own.of(job));
                line.append(" | ").append(speed.text("%.2f"));
            }
            lines.add(line + " | " + job.goal + " |");
        }
        return lines;
    }

    List<String> costLines() {
        List<String> lines = head("server's CPU, ms a request", "");
        for (DavJob job : DavJob.values()) {
            if (job == DavJob.PROPFIND_OF_LOCKED) {
                continue; // one request, whose bytes are of interest
            }
            StringBuilder line = new StringBuilder("| " + job.title.replaceAll(", [^,]*$", ""));
            servers.values().forEach(each -> line.append(" | ")
                    .append(each.cpuMillis(job).text("%.3f")));
            for (String rival : rivals) {
                Samples ratio =
                        DavFigures.ratios(own.cpuMillis(job), servers.get(rival).cpuMillis(job));
                line.append(" | ").append(ratio.text("%.2f"));
            }
            lines.add(line + " |");
        }
        return lines;
    }

    private List<String> head(String first, String last) {
        String how = last.isEmpty() ? "cost: ours ÷ " : "speed: ours ÷ ";
        StringBuilder names = new StringBuilder("| " + first + " | " + String.join(" | ", servers.keySet()));
        rivals.forEach(rival -> names.append(" | ").append(how).append(rival));
        int columns = 1 + servers.size() + rivals.size() + (last.isEmpty() ? 0 : 1);
        return new ArrayList<>(List.of(names + last + " |", "|" + "---|".repeat(columns)));
    }
}
