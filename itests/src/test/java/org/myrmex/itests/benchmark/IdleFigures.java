package org.myrmex.itests.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What an idle peer cost.
 *
 * @param name of the setting
 * @param seconds how long it was watched, after its links were up for a while
 * @param beginnings what each link carried until then without cover: TCP's and TLS's handshakes, the hello, a keep-alive
 * @param idle what each link carried while it was watched
 * @param cpuSeconds of the processor meanwhile, of the one peer with all the links
 */
record IdleFigures(
        String name,
        double seconds,
        Collection<LinkTraffic> beginnings,
        Collection<LinkTraffic> idle,
        double cpuSeconds) {
    static final double GOAL_BYTES_A_MONTH = 1e9;
    private static final double SECONDS_A_MONTH = 365.25 / 12 * 86_400;
    private static final double HOURS_A_MONTH = SECONDS_A_MONTH / 3_600;

    /** Of the dearest link, renewals by calculation: each costs what a link's beginning does. */
    double bytesAMonth() {
        return most(idle, LinkTraffic::onWire) * SECONDS_A_MONTH / seconds + renewalBytesAMonth();
    }

    double renewalBytesAMonth() {
        return most(beginnings, LinkTraffic::onWire) * HOURS_A_MONTH;
    }

    double cpuSecondsAnHour() {
        return cpuSeconds * 3_600 / seconds;
    }

    /** The rows of the table, from the top. */
    static List<String> titles() {
        return List.of(
                "links",
                "sent on a link, bytes/s on the wire",
                "received on a link, bytes/s on the wire",
                "packets/s on a link, both ways",
                "a link's beginning, bytes on the wire",
                "a month, MB a link: idle",
                "a month, MB a link: hourly renewal, calculated",
                "a month, MB of the dearest link: both",
                "CPU seconds an hour, all links together");
    }

    List<String> cells() {
        return List.of(
                Integer.toString(idle.size()),
                spread("%.1f", idle, traffic -> traffic.sentOnWire() / seconds),
                spread("%.1f", idle, traffic -> traffic.receivedOnWire() / seconds),
                spread("%.2f", idle, traffic -> (traffic.sentSegments() + traffic.receivedSegments()) / seconds),
                spread("%.0f", beginnings, LinkTraffic::onWire),
                spread("%.1f", idle, traffic -> traffic.onWire() / seconds * SECONDS_A_MONTH / 1e6),
                spread("%.1f", beginnings, traffic -> traffic.onWire() * HOURS_A_MONTH / 1e6),
                String.format(Locale.ROOT, "%.1f", bytesAMonth() / 1e6),
                String.format(Locale.ROOT, "%.1f", cpuSecondsAnHour()));
    }

    private static double most(Collection<LinkTraffic> links, ToDoubleFunction<LinkTraffic> figure) {
        return links.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    /** {@code median (least–most)} over the links. */
    private static String spread(String format, Collection<LinkTraffic> links, ToDoubleFunction<LinkTraffic> figure) {
        double[] sorted = links.stream().mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
