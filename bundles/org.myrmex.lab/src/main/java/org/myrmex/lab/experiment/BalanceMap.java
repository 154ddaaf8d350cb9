package org.myrmex.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.lab.report.NetworkMap;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;
import org.myrmex.lab.report.Place;

/** Draws equal routes one below the other, from the downloader on the left to the source on the right. */
final class BalanceMap {
    private static final int DOWNLOADER = 0;
    private static final int SOURCE = 1;

    private final BalanceSettings settings;

    BalanceMap(BalanceSettings settings) {
        this.settings = settings;
    }

    String svg(String title, String subtitle, BalanceFigures run) {
        List<Spot> spots = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        spots.add(new Spot("D", 0, Spot.State.END));
        places.add(new Place(0, 0.5));
        spots.add(new Spot("S", 0, Spot.State.END));
        places.add(new Place(1, 0.5));
        for (int route = 0; route < settings.routes(); route++) {
            int before = DOWNLOADER;
            for (int relay = 0; relay < settings.relays(); relay++) {
                int spot = spots.size();
                spots.add(new Spot(
                        (route + 1) + "." + (relay + 1), run.loads().get(route).get(relay), Spot.State.COUNTED));
                places.add(new Place((relay + 1.0) / (settings.relays() + 1), (route + 0.5) / settings.routes()));
                lines.add(new Line(before, spot, Line.Kind.LINK));
                before = spot;
            }
            lines.add(new Line(before, SOURCE, Line.Kind.LINK));
        }
        return NetworkMap.svg(title, subtitle, spots, lines, places);
    }
}
