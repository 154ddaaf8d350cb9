package org.myrmex.webdav.methods;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Space;
import org.myrmex.webdav.http.HttpDate;
import org.myrmex.webdav.http.Serving;
import org.myrmex.webdav.path.DavPath;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.Multistatus.Value;
import org.myrmex.webdav.xml.Name;

/** The properties of a resource: live ones (RFC 4918, 15 and RFC 4331), and those that clients gave it. */
final class Properties {
    static final Name MODIFIED = Name.dav("getlastmodified");

    private static final Name TYPE = Name.dav("resourcetype");
    private static final Name DISPLAYED = Name.dav("displayname");
    private static final Name LENGTH = Name.dav("getcontentlength");
    private static final Name CONTENT_TYPE = Name.dav("getcontenttype");
    private static final Name ETAG = Name.dav("getetag");
    private static final Name AVAILABLE = Name.dav("quota-available-bytes");
    private static final Name USED = Name.dav("quota-used-bytes");

    /** Without the name that is displayed: a client may give it another one. */
    private static final Set<Name> LIVE =
            Set.of(TYPE, LENGTH, CONTENT_TYPE, ETAG, MODIFIED, LockProperties.SUPPORTED, LockProperties.DISCOVERY);

    private Properties() {}

    /** Whether it is one that no client can give to a resource; not all of them. */
    static boolean isLive(Name name) {
        return LIVE.contains(name);
    }

    /**
     * What is answered, by status.
     *
     * @param dead those that clients gave it, name to element
     */
    static Map<Integer, List<Value>> of(
            Exchange exchange, DavPath path, Entry entry, SortedMap<Name, String> dead, Asked asked)
            throws DavException, IOException {
        Map<Name, Value> all = live(path, entry);
        dead.forEach((name, xml) -> add(all, Value.kept(name, xml)));
        if (asked.names().contains(AVAILABLE) || asked.names().contains(USED)) {
            space(exchange, path, entry, all);
        }
        if (asked.wants(LockProperties.SUPPORTED) || asked.wants(LockProperties.DISCOVERY)) {
            for (Value value : exchange.lockProperties().of(path, entry)) {
                add(all, value);
            }
        }
        Map<Integer, List<Value>> answer = new LinkedHashMap<>();
        if (asked.kind() == Asked.Kind.NAMES) {
            answer.put(
                    Status.OK,
                    all.keySet().stream().map(name -> new Value(name, "")).toList());
            return answer;
        }
        List<Value> found = new ArrayList<>();
        List<Value> missing = new ArrayList<>();
        if (asked.kind() == Asked.Kind.ALL) {
            all.values().stream()
                    .filter(value -> !asked.names().contains(value.name()))
                    .forEach(found::add);
        }
        for (Name name : asked.names()) {
            Value value = all.get(name);
            if (value == null) {
                value = OnDemand.of(exchange, path, entry, name).orElse(null);
            }
            (value == null ? missing : found).add(value == null ? new Value(name, "") : value);
        }
        answer.put(Status.OK, found);
        answer.put(Status.NOT_FOUND, missing);
        return answer;
    }

    private static Map<Name, Value> live(DavPath path, Entry entry) {
        Map<Name, Value> all = new LinkedHashMap<>();
        add(all, entry.collection() ? Value.element(TYPE, "collection") : new Value(TYPE, ""));
        add(all, Value.text(DISPLAYED, path.name()));
        if (!entry.collection()) {
            entry.sizeBytes().ifPresent(size -> add(all, Value.text(LENGTH, Long.toString(size))));
            add(all, Value.text(CONTENT_TYPE, Serving.type(entry.type())));
            entry.etag().ifPresent(tag -> add(all, Value.text(ETAG, "\"" + tag + "\"")));
        }
        entry.modifiedMicros().ifPresent(micros -> add(all, Value.text(MODIFIED, HttpDate.text(micros))));
        return all;
    }

    private static void space(Exchange exchange, DavPath path, Entry entry, Map<Name, Value> all)
            throws DavException, IOException {
        if (!entry.collection()) {
            return;
        }
        Optional<Space> space = exchange.tree(path).space(exchange.call(), exchange.inTree(path));
        space.ifPresent(room -> {
            add(all, Value.text(AVAILABLE, Long.toString(room.availableBytes())));
            add(all, Value.text(USED, Long.toString(room.usedBytes())));
        });
    }

    private static void add(Map<Name, Value> all, Value value) {
        all.put(value.name(), value);
    }
}
