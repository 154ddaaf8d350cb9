package org.myrmex.requests.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.myrmex.api.request.RequestRule;

/** The rules of one service, all of which a request has to fit; of the alternatives of each, one. */
public final class Rule {
    /** Alternatives of a property. */
    static final int MAX_ALTERNATIVES = 16;
    /** Characters of an alternative. */
    static final int MAX_CHARACTERS = 512;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"; // RFC 9110, 5.6.2
    private static final Pattern METHOD = Pattern.compile(TOKEN);
    private static final Pattern NAME = Pattern.compile(TOKEN);
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

    private final List<String> methods;
    private final List<Glob> paths;
    private final List<Glob> types;
    private final List<Header> headers;

    private Rule(List<String> methods, List<Glob> paths, List<Glob> types, List<Header> headers) {
        this.methods = methods;
        this.paths = paths;
        this.types = types;
        this.headers = headers;
    }

    /**
     * Reads service properties.
     *
     * @throws BadRuleException when they would take everything, or hold something else than strings of the shape that {@link
     *     RequestRule} says
     */
    public static Rule parse(Map<String, ?> properties) throws BadRuleException {
        List<String> methods = texts(properties, RequestRule.METHOD);
        for (String method : methods) {
            // As they stand in the request: methods know capital letters (RFC 9110, 9.1).
            check(
                    METHOD.matcher(method).matches() && method.indexOf('*') < 0,
                    RequestRule.METHOD,
                    "a method such as PUT");
        }
        List<Glob> paths = new ArrayList<>();
        for (String path : texts(properties, RequestRule.PATH)) {
            check(path.startsWith("/") || path.startsWith("*"), RequestRule.PATH, "a path that begins with / or *");
            paths.add(new Glob(path, Glob.Segments.PARTED, Glob.Case.KEPT));
        }
        List<Glob> types = new ArrayList<>();
        for (String type : texts(properties, RequestRule.TYPE)) {
            check(TYPE.matcher(type).matches(), RequestRule.TYPE, "a type such as image/*");
            types.add(new Glob(type, Glob.Segments.PARTED, Glob.Case.IGNORED));
        }
        List<Header> headers = new ArrayList<>();
        for (String header : texts(properties, RequestRule.HEADER)) {
            headers.add(header(header));
        }
        if (methods.isEmpty() && paths.isEmpty() && types.isEmpty() && headers.isEmpty()) {
            throw new BadRuleException(
                    "the rules are empty and would take everything; give at least " + RequestRule.PATH);
        }
        return new Rule(methods, List.copyOf(paths), List.copyOf(types), List.copyOf(headers));
    }

    /** Whether a request is for the service. */
    public boolean fits(Asked asked) {
        return (methods.isEmpty() || methods.contains(asked.method()))
                && (paths.isEmpty() || paths.stream().anyMatch(path -> path.matches(asked.path())))
                && (types.isEmpty() || typeFits(asked.type()))
                && (headers.isEmpty() || headers.stream().anyMatch(header -> header.fits(asked)));
    }

    private boolean typeFits(Optional<String> type) {
        return type.isPresent() && types.stream().anyMatch(wanted -> wanted.matches(type.get()));
    }

    private static Header header(String text) throws BadRuleException {
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(0, colon));
        check(NAME.matcher(name).matches(), RequestRule.HEADER, "a line such as 'Accept: *json*'");
        Glob value = new Glob(text.substring(colon + 1).strip(), Glob.Segments.NONE, Glob.Case.KEPT);
        return new Header(name, value);
    }

    private static List<String> texts(Map<String, ?> properties, String key) throws BadRuleException {
        Object value = properties.get(key);
        Collection<?> values = List.of();
        if (value instanceof Collection<?> collection) {
            values = collection;
        } else if (value instanceof Object[] array) {
            values = List.of(array);
        } else if (value != null) {
            values = List.of(value);
        }
        check(value == null || !values.isEmpty(), key, "at least one string");
        check(values.size() <= MAX_ALTERNATIVES, key, MAX_ALTERNATIVES + " strings at most");
        List<String> texts = new ArrayList<>();
        for (Object one : values) {
            check(one instanceof String, key, "a string or several");
            String text = (String) one;
            check(!text.isEmpty() && text.length() <= MAX_CHARACTERS, key, "1 to " + MAX_CHARACTERS + " characters");
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    private static void check(boolean good, String key, String wanted) throws BadRuleException {
        if (!good) {
            throw new BadRuleException(key + " is to be " + wanted);
        }
    }

    private record Header(String name, Glob value) {
        boolean fits(Asked asked) {
            return asked.headers().apply(name).stream().map(String::strip).anyMatch(value::matches);
        }
    }
}
