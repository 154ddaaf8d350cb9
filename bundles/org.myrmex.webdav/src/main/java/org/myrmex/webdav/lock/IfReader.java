package org.myrmex.webdav.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Cuts the header {@code If} by the grammar of RFC 4918, 10.4.2, from its begin to its end. */
final class IfReader {
    /** Servers take no longer headers. */
    static final int MAX_CHARS = 64 << 10;

    /** More than a client has locks that matter for one request. */
    static final int MAX_CONDITIONS = 1_024;

    /** Each is looked up. */
    static final int MAX_RESOURCES = 256;

    private final String text;
    private final List<IfHeader.Terms> lists = new ArrayList<>();
    private final TreeSet<String> resources = new TreeSet<>();
    private int conditions;
    private int at;

    IfReader(String header) {
        this.text = header;
    }

    List<IfHeader.Terms> lists() throws BadIfException {
        if (text.length() > MAX_CHARS) {
            throw new BadIfException("the header If is too long; " + (MAX_CHARS >> 10) + " KiB are the most");
        }
        blank();
        boolean tagged = sees('<');
        do {
            Optional<String> resource = tagged ? Optional.of(resource()) : Optional.empty();
            if (!sees('(')) {
                throw malformed();
            }
            while (sees('(')) {
                lists.add(new IfHeader.Terms(resource, list()));
            }
        } while (tagged && sees('<'));
        if (at < text.length()) {
            throw malformed();
        }
        return List.copyOf(lists);
    }

    private String resource() throws BadIfException {
        String reference = bracketed();
        if (!reference.startsWith("/") && reference.indexOf(':') <= 0) {
            throw new BadIfException("a resource in the header If is a whole URI or an absolute path");
        }
        resources.add(reference);
        if (resources.size() > MAX_RESOURCES) {
            throw new BadIfException("the header If names too many resources; " + MAX_RESOURCES + " are the most");
        }
        return reference;
    }

    private List<IfHeader.Condition> list() throws BadIfException {
        List<IfHeader.Condition> list = new ArrayList<>();
        expect('(');
        blank();
        do {
            list.add(condition());
            if (++conditions > MAX_CONDITIONS) {
                throw new BadIfException("the header If has too many conditions; " + MAX_CONDITIONS + " are the most");
            }
        } while (!sees(')'));
        expect(')');
        blank();
        return List.copyOf(list);
    }

    private IfHeader.Condition condition() throws BadIfException {
        boolean negated = text.regionMatches(true, at, "Not", 0, 3);
        if (negated) {
            at += 3;
            blank();
        }
        return sees('<') ? new IfHeader.Condition(negated, IfHeader.Condition.Kind.TOKEN, token()) : tag(negated);
    }

    private String token() throws BadIfException {
        String token = bracketed();
        if (token.indexOf(':') <= 0) {
            throw new BadIfException("a token in the header If is a URI");
        }
        return token;
    }

    private IfHeader.Condition tag(boolean negated) throws BadIfException {
        expect('[');
        blank();
        boolean weak = text.startsWith("W/", at);
        at += weak ? 2 : 0;
        expect('"');
        String value = until('"');
        blank();
        expect(']');
        blank();
        return new IfHeader.Condition(
                negated, weak ? IfHeader.Condition.Kind.WEAK_TAG : IfHeader.Condition.Kind.TAG, value);
    }

    /** What stands between angle brackets; a URI has no blanks, and no brackets of its own. */
    private String bracketed() throws BadIfException {
        expect('<');
        String inner = until('>');
        if (inner.chars().anyMatch(c -> c <= ' ' || c == '<')) {
            throw malformed();
        }
        blank();
        return inner;
    }

    private String until(char end) throws BadIfException {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw malformed();
        }
        String inner = text.substring(at, close);
        at = close + 1;
        return inner;
    }

    private boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c) throws BadIfException {
        if (!sees(c)) {
            throw malformed();
        }
        at++;
    }

    private void blank() {
        while (sees(' ') || sees('\t')) {
            at++;
        }
    }

    private static BadIfException malformed() {
        return new BadIfException("the header If is malformed");
    }
}
