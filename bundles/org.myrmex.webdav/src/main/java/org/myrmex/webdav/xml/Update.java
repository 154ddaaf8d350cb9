package org.myrmex.webdav.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a PROPPATCH wants (RFC 4918, 9.2). */
public final class Update {
    private static final int MAX_CHANGES = 1_000;

    private Update() {}

    /**
     * One change.
     *
     * @param name of the property
     * @param value text that it is set to; empty where it is removed
     */
    public record Change(Name name, Optional<String> value) {}

    /** Reads a body: changes in its order. */
    public static List<Change> read(byte[] body) throws BadXmlException {
        Xml.Element root = Xml.read(body);
        if (!root.is("propertyupdate")) {
            throw new BadXmlException("the body is no propertyupdate");
        }
        List<Change> changes = new ArrayList<>();
        for (Xml.Element step : root.children()) {
            if (!step.is("set") && !step.is("remove")) {
                continue;
            }
            for (Xml.Element prop : step.children()) {
                if (prop.is("prop")) {
                    prop.children().forEach(property -> changes.add(change(property, step.is("set"))));
                }
            }
        }
        if (changes.isEmpty() || changes.size() > MAX_CHANGES) {
            throw new BadXmlException("a propertyupdate has 1 to " + MAX_CHANGES + " changes");
        }
        return List.copyOf(changes);
    }

    private static Change change(Xml.Element property, boolean set) {
        return new Change(
                property.name(), set ? Optional.of(property.text().toString().strip()) : Optional.empty());
    }
}
