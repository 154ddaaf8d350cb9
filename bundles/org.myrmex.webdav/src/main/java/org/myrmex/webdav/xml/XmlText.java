package org.myrmex.webdav.xml;

/** Text as it may stand in XML. */
final class XmlText {
    private XmlText() {}

    /** Mark-up escaped, but for quotes, which each tag has two of; characters that XML 1.0 cannot hold at all become U+FFFD. */
    static String escape(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    /** Most names and all links are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // as it is, a reader would take it for the end of a line
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isLegal(c) ? c : '\uFFFD');
            }
        }
        return escaped.toString();
    }

    /** Text of an attribute, whose blanks a reader would make one sort of. */
    static String attribute(String text) {
        return escape(text).replace("\"", "&quot;").replace("\t", "&#9;").replace("\n", "&#10;");
    }

    private static boolean isLegal(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
