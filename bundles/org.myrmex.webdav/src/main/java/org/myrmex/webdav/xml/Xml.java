package org.myrmex.webdav.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A small document as a tree of elements. Any document type is refused, so that no entity can be declared and nothing outside be
 * fetched.
 */
final class Xml {
    /** Bytes of a body; a client that asks for a thousand properties needs less. */
    static final int MAX_BYTES = 256 << 10;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 4_096;
    private static final int MAX_ATTRIBUTES = 32;
    private static final XMLInputFactory FACTORY = factory();

    /** An element. Text is that of the element itself. */
    record Element(Name name, StringBuilder text, List<Element> children) {
        boolean is(String local) {
            return name.equals(Name.dav(local));
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

    static Element read(byte[] body) throws BadXmlException {
        if (body.length > MAX_BYTES) {
            throw new BadXmlException("the body is too long; " + (MAX_BYTES >> 10) + " KiB are the most");
        }
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
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
                        open.get(open.size() - 1).children().add(element);
                    }
                    open.add(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.get(open.size() - 1).text().append(reader.getText());
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
        if (reader.getLocalName().indexOf(':') >= 0) {
            // the platform's parser takes ":name" for a name
            throw new BadXmlException("the name of an element of the body has a colon without a prefix");
        }
        String space = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        return new Element(new Name(space, reader.getLocalName()), new StringBuilder(), new ArrayList<>());
    }
}
