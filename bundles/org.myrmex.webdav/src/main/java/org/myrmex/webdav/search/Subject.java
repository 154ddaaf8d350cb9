package org.myrmex.webdav.search;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.xml.Name;

/**
 * A resource as conditions see it.
 *
 * @param name last part of its path
 * @param entry what its tree says of it
 * @param dead text of a property that a client invented; asked only where a condition names such a one
 */
public record Subject(String name, Entry entry, Function<Name, Optional<String>> dead) {
    /** Live properties that conditions may name, with their sorts as XML Schema calls them; others are dead ones. */
    public enum Live {
        DISPLAYNAME("displayname", "string"),
        TYPE("getcontenttype", "string"),
        LENGTH("getcontentlength", "nonNegativeInteger"),
        TAG("getetag", "string"),
        MODIFIED("getlastmodified", "dateTime");

        private final String local;
        private final String schemaType;

        Live(String local, String schemaType) {
            this.local = local;
            this.schemaType = schemaType;
        }

        /** What PROPFIND calls it. */
        public Name property() {
            return Name.dav(local);
        }

        public String schemaType() {
            return schemaType;
        }

        static Optional<Live> of(Name property) {
            for (Live live : values()) {
                if (property.space().equals(Name.DAV) && live.local.equals(property.local())) {
                    return Optional.of(live);
                }
            }
            return Optional.empty();
        }
    }

    private static final Name RESOURCE_TYPE = Name.dav("resourcetype");

    /** Its value; empty where it has none, and for what is no text (RFC 5323, 5.5.4). */
    Optional<Fact> fact(Name property) {
        Optional<Live> live = Live.of(property);
        if (live.isEmpty()) {
            return property.equals(RESOURCE_TYPE)
                    ? Optional.empty()
                    : dead.apply(property).map(Fact.Text::new);
        }
        boolean file = !entry.collection();
        return switch (live.get()) {
            case DISPLAYNAME -> Optional.of(new Fact.Text(name));
            case TYPE -> file ? Optional.of(new Fact.Text(entry.type())) : Optional.empty();
            case LENGTH ->
                file && entry.sizeBytes().isPresent()
                        ? Optional.of(new Fact.Count(
                                BigDecimal.valueOf(entry.sizeBytes().getAsLong())))
                        : Optional.empty();
            case TAG -> file ? entry.etag().map(tag -> new Fact.Text("\"" + tag + "\"")) : Optional.empty();
            case MODIFIED ->
                entry.modifiedMicros().isPresent()
                        ? Optional.of(new Fact.Time(
                                // what PROPFIND says of it: whole seconds
                                Math.floorDiv(entry.modifiedMicros().getAsLong(), 1_000_000L) * 1_000_000L))
                        : Optional.empty();
        };
    }

    boolean has(Name property) {
        return property.equals(RESOURCE_TYPE) || fact(property).isPresent();
    }
}
