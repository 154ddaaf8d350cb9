package org.myrmex.webdav.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a PROPPATCH wants (RFC 4918, 9.2), and an extended MKCOL (RFC 5689, 3). */
public final class Update {
    /** Most bytes of a body. */
    public static final int MAX_BYTES = Xml.MAX_BYTES;

    private static final int MAX_CHANGES = 1_000;
    /** Characters of all values as they are kept. */
    private static final int MAX_KEPT = 1 << 20;

    private Update() {}

    /**
     * One change.
     *
     * @param name of the property
     * @param value what it is set to; empty where it is removed
     */
    public record Change(Name name, Optional<Value> value) {}

    /**
     * What a property is set to.
     *
     * @param text of the element itself, without blanks around it
     * @param xml the whole element, which can be put into an answer as it is
     * @param children names of the elements in it
     */
    public record Value(String text, String xml, List<Name> children) {}

    /** Reads the body of a PROPPATCH: changes in its order. */
    public static List<Change> read(byte[] body) throws BadXmlException {
        return changes(body, "propertyupdate");
    }

    /** Reads the body of an extended MKCOL: properties of the new collection. */
    public static List<Change> readMkcol(byte[] body) throws BadXmlException {
        List<Change> changes = changes(body, "mkcol");
        if (changes.stream().anyMatch(change -> change.value().isEmpty())) {
            throw new BadXmlException("a mkcol sets properties and removes none");
        }
        return changes;
    }

    private static List<Change> changes(byte[] body, String expected) throws BadXmlException {
        Xml.Element root = Xml.read(body);
        if (!root.is(expected)) {
            throw new BadXmlException("the body is no " + expected);
        }
        List<Change> changes = new ArrayList<>();
        int left = MAX_KEPT;
        for (Xml.Element step : root.children()) {
            if (!step.is("set") && !step.is("remove")) {
                continue;
            }
            for (Xml.Element prop : step.children()) {
                if (prop.is("prop")) {
                    Optional<String> language =
                            prop.language().or(step::language).or(root::language);
                    List<Xml.Element> properties = prop.children();
                    if (changes.size() + properties.size() > MAX_CHANGES) {
                        throw new BadXmlException("too many changes; " + MAX_CHANGES + " are the most");
                    }
                    for (Xml.Element property : properties) {
                        Change change = change(property, step.is("set"), language, left);
                        changes.add(change);
                        left -= change.value()
                                .map(value -> value.xml().length())
                                .orElse(0);
                    }
                }
            }
        }
        if (changes.isEmpty()) {
            throw new BadXmlException("a " + expected + " has at least one property");
        }
        return List.copyOf(changes);
    }

    private static Change change(Xml.Element property, boolean set, Optional<String> language, int left)
            throws BadXmlException {
        if (!set) {
            return new Change(property.name(), Optional.empty());
        }
        Value value = new Value(
                property.text().strip(),
                Fragment.of(property, language, left),
                property.children().stream().map(Xml.Element::name).toList());
        return new Change(property.name(), Optional.of(value));
    }
}
