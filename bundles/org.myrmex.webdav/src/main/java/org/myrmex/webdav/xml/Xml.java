package org.myrmex.webdav.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A small document as a tree of elements. Any document type is refused, so that no entity can be declared and nothing outside be
 * fetched.
 */
public final class Xml {
    /** Bytes of a body; a client that asks for a thousand properties needs less. */
    public static final int MAX_BYTES = 256 << 10;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 4_096;
    private static final int MAX_ATTRIBUTES = 32;
    private static final XMLInputFactory FACTORY = factory();
    private static final SortedMap<String, String> NO_SPACES = Collections.emptySortedMap();
    /** What {@code xml:lang} is. */
    static final Name LANGUAGE = new Name(XMLConstants.XML_NS_URI, "lang");

    /** What an element holds: text and other elements. */
    public sealed interface Content permits Element, Text {}

    /** Text between two tags, without mark-up. */
    public record Text(String text) implements Content {}

    /**
     * What an element says of itself.
     *
     * @param prefix as the sender wrote it; empty for none
     */
    public record Attribute(String prefix, Name name, String value) {}

    /**
     * An element.
     *
     * @param prefix as the sender wrote it; empty for none
     * @param spaces prefixes that it declares itself, and their namespaces
     * @param content in its order
     */
    public record Element(
            String prefix,
            Name name,
            SortedMap<String, String> spaces,
            List<Attribute> attributes,
            List<Content> content)
            implements Content {
        /** Whether it is this one of RFC 4918's namespace. */
        public boolean is(String local) {
            return name.equals(Name.dav(local));
        }

        /** The first child that is this one of RFC 4918's namespace. */
        public Optional<Element> child(String local) {
            return children().stream().filter(child -> child.is(local)).findFirst();
        }

        /** What it says of itself under this name. */
        public Optional<String> attribute(Name wanted) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(wanted))
                    .map(Attribute::value)
                    .findFirst();
        }

        public List<Element> children() {
            return content.stream()
                    .filter(Element.class::isInstance)
                    .map(Element.class::cast)
                    .toList();
        }

        /** Text of the element itself. */
        public String text() {
            StringBuilder text = new StringBuilder();
            for (Content piece : content) {
                if (piece instanceof Text own) {
                    text.append(own.text());
                }
            }
            return text.toString();
        }

        /** In which language it says to be; empty where it says nothing. */
        Optional<String> language() {
            return attribute(LANGUAGE);
        }
    }

    private Xml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, space) -> {
            throw new XMLStreamException("nothing outside of the body is read");
        });
        return factory;
    }

    public static Element read(byte[] body) throws BadXmlException {
        if (body.length > MAX_BYTES) {
            throw new BadXmlException("the body is too long; " + (MAX_BYTES >> 10) + " KiB are the most");
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                if ("1.1".equals(reader.getVersion())) {
                    // it has names and characters that an answer in XML 1.0 cannot hold
                    throw new BadXmlException("the body is XML 1.1; send XML 1.0");
                }
                return document(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // the platform's parser answers some nonsense with unchecked exceptions
            throw new BadXmlException("the body is not well-formed XML");
        }
    }

    private static Element document(XMLStreamReader reader) throws XMLStreamException, BadXmlException {
        List<Element> open = new ArrayList<>();
        Element root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new BadXmlException("a body with a document type is not taken");
                case XMLStreamConstants.START_ELEMENT -> {
                    Element element = element(reader);
                    if (++elements > MAX_ELEMENTS || open.size() == MAX_DEPTH) {
                        throw new BadXmlException("the body has too many or too deep elements");
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.get(open.size() - 1).content().add(element);
                    }
                    open.add(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.get(open.size() - 1).content().add(new Text(reader.getText()));
                    }
                }
                default -> {
                    // comments and processing instructions say nothing here
                }
            }
        }
        if (root == null) {
            throw new BadXmlException("the body holds no element");
        }
        return root;
    }

    private static Element element(XMLStreamReader reader) throws BadXmlException {
        if (reader.getAttributeCount() + reader.getNamespaceCount() > MAX_ATTRIBUTES) {
            throw new BadXmlException("an element of the body has too many attributes");
        }
        Name name = name(reader.getNamespaceURI(), reader.getLocalName(), reader.getPrefix());
        if (reader.getNamespaceCount() + reader.getAttributeCount() == 0) {
            return new Element(text(reader.getPrefix()), name, NO_SPACES, List.of(), new ArrayList<>());
        }
        SortedMap<String, String> spaces = new TreeMap<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            spaces.put(text(reader.getNamespacePrefix(i)), text(reader.getNamespaceURI(i)));
        }
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = text(reader.getAttributePrefix(i));
            Name attribute = name(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i), prefix);
            attributes.add(new Attribute(prefix, attribute, reader.getAttributeValue(i)));
        }
        return new Element(text(reader.getPrefix()), name, spaces, List.copyOf(attributes), new ArrayList<>());
    }

    private static Name name(String space, String local, String prefix) throws BadXmlException {
        if (local.indexOf(':') >= 0 || text(prefix).indexOf(':') >= 0) {
            // the platform's parser takes ":name" for a name
            throw new BadXmlException("a name in the body has a colon without a prefix");
        }
        if (text(space).isEmpty() && !text(prefix).isEmpty()) {
            throw new BadXmlException("a prefix in the body stands for nothing");
        }
        return new Name(text(space), local);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
