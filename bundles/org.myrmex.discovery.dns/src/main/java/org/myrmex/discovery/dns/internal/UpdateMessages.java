package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.dns.zone.Announcement;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** What a peer registers, as dynamic updates (RFC 2136). Only names that bear its own id are touched, and its own pointer. */
final class UpdateMessages {
    /** How long others may keep what is registered, seconds: a peer that moved is found again after that. */
    static final long TTL_SECONDS = 300;

    private UpdateMessages() {}

    /** Puts it there in place of what was there before. */
    static Update place(Announcement announcement) throws IOException {
        Name instance = Name.fromString(announcement.instance());
        Name host = Name.fromString(announcement.host());
        Update update = clean(announcement);
        for (PeerAddress door : announcement.doors()) {
            boolean literal = Hosts.literal(door.host());
            Name target = literal ? host : Name.fromString(door.host() + ".");
            update.add(new SRVRecord(instance, DClass.IN, TTL_SECONDS, 0, 0, door.port(), target));
            if (literal) {
                update.add(address(host, door.host()));
            }
        }
        update.add(new TXTRecord(instance, DClass.IN, TTL_SECONDS, announcement.texts()));
        update.add(pointer(announcement));
        return update;
    }

    /** Takes it away. */
    static Update remove(Announcement announcement) throws IOException {
        Update update = clean(announcement);
        update.delete(pointer(announcement));
        return update;
    }

    private static Update clean(Announcement announcement) throws IOException {
        Name instance = Name.fromString(announcement.instance());
        Name host = Name.fromString(announcement.host());
        Update update = new Update(Name.fromString(announcement.zone()));
        update.delete(instance, Type.SRV);
        update.delete(instance, Type.TXT);
        update.delete(host, Type.A);
        update.delete(host, Type.AAAA);
        return update;
    }

    private static Record pointer(Announcement announcement) throws IOException {
        Name service = Name.fromString(announcement.service());
        return new PTRRecord(service, DClass.IN, TTL_SECONDS, Name.fromString(announcement.instance()));
    }

    private static Record address(Name host, String literal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);
        return address instanceof Inet4Address
                ? new ARecord(host, DClass.IN, TTL_SECONDS, address)
                : new AAAARecord(host, DClass.IN, TTL_SECONDS, address);
    }
}
