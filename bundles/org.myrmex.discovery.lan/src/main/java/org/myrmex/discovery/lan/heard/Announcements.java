package org.myrmex.discovery.lan.heard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** What was announced lately, by whom. One thread at a time. */
public final class Announcements {
    /** Instances that are remembered; over it the one that was silent longest is forgotten. */
    public static final int MAX_INSTANCES = 64;

    /** Instances of one sender: who announces a thousand pushes out none but his own. */
    public static final int MAX_FROM_ONE_SENDER = 8;

    /** A peer answers each question, so that whoever is silent for so long has left without a word. */
    public static final long KEPT_MICROS = 300_000_000;

    /** RFC 6762, section 10.1: who said goodbye by mistake has a second to come back. */
    private static final long GOODBYE_MICROS = 1_000_000;

    /** Oldest first. The sender is part of the key: nobody speaks for another's instance. */
    private final LinkedHashMap<Key, Announcement> heard = new LinkedHashMap<>();

    private record Key(Sender sender, String instance) {}

    /**
     * What can be dialled, whoever was heard last first.
     *
     * @param places one for each id
     * @param strays addresses that were announced and left out: public ones, and those that reach another realm than their sender's
     */
    public record Found(List<Named> places, int strays) {}

    /**
     * An address.
     *
     * @param teller who said so
     */
    public record Named(PeerAddress address, Sender teller) {
        /** Whether somebody else's address was named: nobody may send us where he is not. */
        public boolean isHearsay() {
            return !address.host().equals(teller.address());
        }
    }

    /**
     * An SRV record.
     *
     * @param ttlSeconds how long it may be believed
     */
    public void service(Sender sender, String instance, String target, int port, long ttlSeconds, long nowMicros) {
        refreshed(sender, instance, ttlSeconds, nowMicros).isAt(target, port);
    }

    /** A TXT record. */
    public void text(Sender sender, String instance, byte[] record, long ttlSeconds, long nowMicros) {
        refreshed(sender, instance, ttlSeconds, nowMicros).id = TextRecord.read(record);
    }

    /**
     * An A or AAAA record. It counts for what the same sender announced before; of all others, printers and the like, nothing is
     * kept.
     *
     * @param host literal address; a link-local one with its interface
     */
    public void address(Sender sender, String target, String host, Realm realm) {
        for (Announcement announcement : heard.values()) {
            if (announcement.sender.equals(sender) && announcement.targets(target)) {
                if (realm == sender.realm() && realm != Realm.PUBLIC) {
                    announcement.reach(host);
                } else {
                    announcement.strays(host);
                }
            }
        }
    }

    /** A record of an instance that holds no longer. */
    public void goodbye(Sender sender, String instance, long nowMicros) {
        Announcement announcement = heard.get(new Key(sender, instance.toLowerCase(Locale.ROOT)));
        if (announcement != null) {
            announcement.keptUntilMicros = Math.min(announcement.keptUntilMicros, nowMicros + GOODBYE_MICROS);
        }
    }

    /** Whoever is at a place is not known any more, or nobody is. */
    public void forget(Optional<PeerAddress> place) {
        heard.values().removeIf(announcement -> place.isEmpty() || announcement.isAt(place.get()));
    }

    /** Whether anything that can be dialled was heard since then, from others. */
    public boolean heardSince(long micros, Optional<PeerId> own) {
        return heard.values().stream()
                .anyMatch(announcement ->
                        announcement.heardMicros >= micros && announcement.isComplete() && !isOwn(announcement, own));
    }

    /** Everything that others announced and that holds. */
    public Found found(Optional<PeerId> own, long nowMicros) {
        heard.values().removeIf(announcement -> announcement.keptUntilMicros < nowMicros);
        List<Announcement> latestFirst = new ArrayList<>(heard.values());
        Collections.reverse(latestFirst);
        LinkedHashMap<String, List<Announcement.Place>> byPeer = new LinkedHashMap<>();
        TreeSet<String> strays = new TreeSet<>();
        for (Announcement announcement : latestFirst) {
            if (!isOwn(announcement, own)) {
                strays.addAll(announcement.strays);
                // without an id nobody knows which instances are one peer
                String peer = announcement.id.map(PeerId::base32).orElse("nameless " + byPeer.size());
                for (Announcement.Place place : announcement.places()) {
                    byPeer.computeIfAbsent(peer, first -> new ArrayList<>()).add(place);
                }
            }
        }
        TreeSet<String> named = new TreeSet<>();
        List<Named> places = byPeer.values().stream()
                .map(each -> Collections.min(each, Announcement.Place.BEST_FIRST))
                .filter(best -> named.add(place(best.address())))
                .map(best -> new Named(best.address(), best.teller()))
                .toList();
        return new Found(places, strays.size());
    }

    /** Somebody was dialled there in vain: his other addresses come first now. */
    public void failed(PeerAddress address) {
        heard.values().forEach(announcement -> announcement.failed(address));
    }

    int size() {
        return heard.size();
    }

    private static boolean isOwn(Announcement announcement, Optional<PeerId> own) {
        return own.isPresent() && announcement.id.equals(own);
    }

    private static String place(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty()).toString();
    }

    /** The one that this tells of, moved behind all others. */
    private Announcement refreshed(Sender sender, String instance, long ttlSeconds, long nowMicros) {
        Key key = new Key(sender, instance.toLowerCase(Locale.ROOT));
        Announcement announcement = heard.remove(key);
        if (announcement == null) {
            announcement = new Announcement(sender);
            makeRoom(sender);
        }
        heard.put(key, announcement);
        long keptMicros = Math.min(KEPT_MICROS, Math.max(0, ttlSeconds) * 1_000_000);
        announcement.heard(nowMicros, nowMicros + keptMicros);
        return announcement;
    }

    private void makeRoom(Sender sender) {
        List<Key> his = heard.keySet().stream()
                .filter(key -> key.sender().equals(sender))
                .toList();
        if (his.size() >= MAX_FROM_ONE_SENDER) {
            heard.remove(his.get(0));
        } else if (heard.size() >= MAX_INSTANCES) {
            Map.Entry<Key, Announcement> oldest = heard.entrySet().iterator().next();
            heard.remove(oldest.getKey());
        }
    }
}
