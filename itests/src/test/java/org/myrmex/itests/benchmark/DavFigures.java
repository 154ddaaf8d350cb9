package org.myrmex.itests.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured of one server: for each job a figure of each round, and what the server's processors worked for it. */
final class DavFigures {
    private final Map<DavJob, Samples> figures = new EnumMap<>(DavJob.class);
    private final Map<DavJob, Samples> cpu = new EnumMap<>(DavJob.class);

    /** @param cpuMillis of the server, for each request */
    void add(DavJob job, double figure, double cpuMillis) {
        figures.computeIfAbsent(job, unused -> new Samples()).add(figure);
        cpu.computeIfAbsent(job, unused -> new Samples()).add(cpuMillis);
    }

    Samples of(DavJob job) {
        return figures.getOrDefault(job, new Samples());
    }

    Samples cpuMillis(DavJob job) {
        return cpu.getOrDefault(job, new Samples());
    }

    /** Round by round, since what else the machine does hits the servers of one round alike. */
    static Samples ratios(Samples ours, Samples theirs) {
        Samples ratios = new Samples();
        List<Double> mine = new ArrayList<>(ours.all());
        List<Double> its = new ArrayList<>(theirs.all());
        for (int i = 0; i < Math.min(mine.size(), its.size()); i++) {
            if (its.get(i) > 0) {
                ratios.add(mine.get(i) / its.get(i));
            }
        }
        return ratios;
    }
}
