package org.myrmex.webdav.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.myrmex.webdav.http.HttpDate;
import org.myrmex.webdav.kept.DeadProperties;
import org.myrmex.webdav.kept.Patch;
import org.myrmex.webdav.xml.Multistatus;
import org.myrmex.webdav.xml.Multistatus.Group;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Update;

/** What a client wants of the properties of a resource: what of it can be done, and what becomes of the rest (RFC 4918, 9.2). */
final class Patching {
    private static final Name WINDOWS_MODIFIED = new Name(Name.WINDOWS, "Win32LastModifiedTime");
    /** Those of RFC 4918 whose values are the client's business. All others in its namespace are protected. */
    private static final Set<Name> FREE = Set.of(Name.dav("displayname"), Name.dav("getcontentlanguage"));

    private static final Refusal PROTECTED = new Refusal(Status.FORBIDDEN, "cannot-modify-protected-property");
    private static final Refusal NO_TIME = new Refusal(Status.CONFLICT, "");
    private static final Refusal NO_ROOM = new Refusal(Status.NO_SPACE, "");
    private static final Refusal NOT_ALONE = new Refusal(Status.FAILED_DEPENDENCY, "");
    private static final Refusal NONE = new Refusal(Status.OK, "");

    private final List<Update.Change> changes;
    private final List<Patch> patches = new ArrayList<>();
    private final Map<Name, Refusal> refused = new LinkedHashMap<>();
    private OptionalLong modified = OptionalLong.empty();

    private record Refusal(int status, String condition) {}

    Patching(List<Update.Change> changes) {
        this.changes = changes;
        changes.forEach(this::sort);
    }

    private void sort(Update.Change change) {
        Name name = change.name();
        if (name.equals(Properties.MODIFIED) || name.equals(WINDOWS_MODIFIED)) {
            Optional<Long> seconds = change.value().map(Update.Value::text).flatMap(HttpDate::read);
            if (seconds.isPresent()) {
                modified = OptionalLong.of(Seconds.micros(seconds.get()));
            } else {
                refused.put(name, change.value().isPresent() ? NO_TIME : PROTECTED);
            }
        } else if (name.space().equals(Name.DAV) && !FREE.contains(name)) {
            refused.put(name, PROTECTED);
        } else {
            patches.add(new Patch(name, change.value().map(Update.Value::xml)));
        }
    }

    /** Refuses one for a reason of the caller's own. */
    void refuse(Name name, String condition) {
        refused.put(name, new Refusal(Status.FORBIDDEN, condition));
    }

    /** Refuses those for which there is no room at a place. */
    void fit(DeadProperties properties, String place) {
        properties.withoutRoom(place, patches).forEach(name -> refused.putIfAbsent(name, NO_ROOM));
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }

    List<Patch> patches() {
        return patches;
    }

    /** The time of the last change that is to be set, microseconds since 1970. */
    OptionalLong modified() {
        return modified;
    }

    /** What is answered of each: all were done, or none. */
    List<Group> outcome() {
        Map<Refusal, List<Multistatus.Value>> sorted = new LinkedHashMap<>();
        changes.stream().map(Update.Change::name).distinct().forEach(name -> sorted.computeIfAbsent(
                        refused.getOrDefault(name, isRefused() ? NOT_ALONE : NONE), sort -> new ArrayList<>())
                .add(new Multistatus.Value(name, "")));
        return sorted.entrySet().stream()
                .map(entry -> new Group(entry.getKey().status(), entry.getKey().condition(), entry.getValue()))
                .toList();
    }
}
