package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.myrmex.api.discovery.PeerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This peer's records, signed once for each place, day and key. Any thread; a signature takes about a millisecond. */
final class OwnRecords {
    private static final Logger LOG = LoggerFactory.getLogger(OwnRecords.class);
    private static final long DAY_MICROS = 86_400_000_000L;
    /** Every place of every realm, of two days. */
    private static final int MAX_RECORDS = 32;

    private final Identity identity;
    private final LongSupplier clockMicros;
    private final Map<Subject, PeerRecord> signed = new LinkedHashMap<>();

    OwnRecords(Identity identity, LongSupplier clockMicros) {
        this.identity = identity;
        this.clockMicros = clockMicros;
    }

    private record Subject(Whereabouts.Place place, int day, int generation) {}

    synchronized List<PeerRecord> of(List<Whereabouts.Place> places) {
        List<PeerRecord> records = new ArrayList<>();
        int day = (int) (clockMicros.getAsLong() / DAY_MICROS);
        Identity.Key key = identity.key();
        for (Whereabouts.Place place : places) {
            try {
                records.add(signed.computeIfAbsent(
                        new Subject(place, day, key.generation()),
                        s -> PeerRecord.sign(key.pair(), place.scheme(), place.host(), place.port(), day)));
            } catch (IllegalArgumentException e) {
                LOG.debug("a place that no record can name", e); // neighbours may say that they see us anywhere
            }
        }
        Iterator<Subject> oldest = signed.keySet().iterator();
        while (signed.size() > MAX_RECORDS) {
            oldest.next();
            oldest.remove();
        }
        return records;
    }
}
