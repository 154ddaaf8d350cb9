package org.myrmex.discovery.lan.internal;

import java.util.function.Consumer;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSRecord;

/** In place of a cache that anybody on the network could fill. By it goodbyes are heard, of which jmdns only tells its cache. */
final class NoCache extends DNSCache {
    private static final long serialVersionUID = 1;

    private final transient Consumer<DNSRecord> goodbyes;

    /** @param goodbyes told of each record that has no time left */
    NoCache(Consumer<DNSRecord> goodbyes) {
        this.goodbyes = goodbyes;
    }

    /** Asked for each record that comes, before anything is done with it. */
    @Override
    public DNSEntry getDNSEntry(DNSEntry entry) {
        if (entry instanceof DNSRecord record && record.getTTL() == 0) {
            goodbyes.accept(record);
        }
        return null;
    }

    @Override
    public boolean addDNSEntry(DNSEntry entry) {
        return false;
    }
}
