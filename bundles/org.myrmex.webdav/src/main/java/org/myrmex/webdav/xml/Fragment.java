package org.myrmex.webdav.xml;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An element of a stranger written anew, so that it can stand anywhere in an answer and means there what it meant where it came from:
 * every prefix that it uses is declared in it. Comments and processing instructions are gone, and nothing is left that was not said in
 * elements, attributes and text (RFC 4918, 4.3).
 */
final class Fragment {
    private final StringBuilder xml = new StringBuilder();
    private final int most;

    private Fragment(int most) {
        this.most = most;
    }

    /**
     * Writes an element.
     *
     * @param language of what it stood in, for one that says nothing of its own
     * @param most characters: a prefix that was declared once around all may have to be declared in each of thousands of elements
     */
    static String of(Xml.Element element, Optional<String> language, int most) throws BadXmlException {
        Fragment fragment = new Fragment(most);
        fragment.element(element, new TreeMap<>(), element.language().isPresent() ? Optional.empty() : language);
        return fragment.xml.toString();
    }

    /** @param scope prefixes that are declared around it, and what they stand for */
    private void element(Xml.Element element, SortedMap<String, String> scope, Optional<String> language)
            throws BadXmlException {
        SortedMap<String, String> inner = new TreeMap<>(scope);
        inner.putAll(element.spaces());
        inner.put(element.prefix(), element.name().space());
        for (Xml.Attribute attribute : element.attributes()) {
            if (!attribute.prefix().isEmpty()) {
                inner.put(attribute.prefix(), attribute.name().space());
            }
        }
        inner.remove("xml");
        String tag = tag(element.prefix(), element.name());
        xml.append('<').append(tag);
        for (Map.Entry<String, String> space : inner.entrySet()) {
            if (!space.getValue().equals(scope.getOrDefault(space.getKey(), ""))) {
                attribute(space.getKey().isEmpty() ? "xmlns" : "xmlns:" + space.getKey(), space.getValue());
            }
        }
        language.ifPresent(said -> attribute("xml:lang", said));
        for (Xml.Attribute attribute : element.attributes()) {
            attribute(tag(attribute.prefix(), attribute.name()), attribute.value());
        }
        if (xml.length() > most) {
            throw new BadXmlException("the body is too long once each property of it stands for itself");
        }
        if (element.content().isEmpty()) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        for (Xml.Content piece : element.content()) {
            if (piece instanceof Xml.Element child) {
                element(child, inner, Optional.empty());
            } else if (piece instanceof Xml.Text text) {
                xml.append(XmlText.escape(text.text()));
            }
        }
        xml.append("</").append(tag).append('>');
    }

    private void attribute(String name, String value) {
        xml.append(' ')
                .append(name)
                .append("=\"")
                .append(XmlText.attribute(value))
                .append('"');
    }

    private static String tag(String prefix, Name name) {
        return prefix.isEmpty() ? name.local() : prefix + ":" + name.local();
    }
}
