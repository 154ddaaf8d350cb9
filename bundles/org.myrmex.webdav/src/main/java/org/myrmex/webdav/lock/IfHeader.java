package org.myrmex.webdav.lock;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the header {@code If} says (RFC 4918, 10.4): it holds when one of its lists does.
 *
 * @param lists in its order
 */
public record IfHeader(List<Terms> lists) {
    /**
     * A list: it holds when all its conditions do.
     *
     * @param resource what they are about, a URI or an absolute path as it stood there; empty for what is asked for
     */
    public record Terms(Optional<String> resource, List<Condition> conditions) {}

    /**
     * One condition.
     *
     * @param negated whether {@code Not} stood before it
     * @param value token without its brackets, or entity tag without its quotes
     */
    public record Condition(boolean negated, Kind kind, String value) {
        /** Sorts of conditions. */
        public enum Kind {
            TOKEN,
            TAG,
            /** Never matches: comparison is strong, as one way that 10.4.4 leaves open. */
            WEAK_TAG
        }
    }

    /**
     * A resource as it is now.
     *
     * @param here whether it can be one of this server's at all; what it may be elsewhere, no list about it holds
     * @param tokens of the locks that it is in the scope of
     * @param tag strong, without quotes
     */
    public record State(boolean here, List<String> tokens, Optional<String> tag) {
        /** Of what is on another server. */
        public static final State ELSEWHERE = new State(false, List.of(), Optional.empty());
    }

    /** Reads a header value, in one go from its begin to its end. */
    public static IfHeader parse(String header) throws BadIfException {
        return new IfHeader(new IfReader(header).lists());
    }

    public boolean holds(Function<Optional<String>, State> states) {
        return lists.stream().anyMatch(list -> holds(list, states.apply(list.resource())));
    }

    private static boolean holds(Terms list, State state) {
        return state.here()
                && list.conditions().stream().allMatch(condition -> condition.negated() != matches(condition, state));
    }

    private static boolean matches(Condition condition, State state) {
        return switch (condition.kind()) {
            case TOKEN -> state.tokens().contains(condition.value());
            case TAG -> state.tag().equals(Optional.of(condition.value()));
            case WEAK_TAG -> false;
        };
    }

    /** What it is about, each once. */
    public List<Optional<String>> resources() {
        return lists.stream().map(Terms::resource).distinct().toList();
    }

    /** Whether the entity tag of a resource matters for it. */
    public boolean asksForTag(Optional<String> resource) {
        return conditions(resource).anyMatch(condition -> condition.kind() == Condition.Kind.TAG);
    }

    /**
     * Tokens that it shows for a resource, in whatever list: they count even when another list is the one that holds (10.4.1). One
     * behind {@code Not} says that the client does not believe in it.
     */
    public List<String> submitted(Optional<String> resource) {
        return conditions(resource)
                .filter(condition -> condition.kind() == Condition.Kind.TOKEN && !condition.negated())
                .map(Condition::value)
                .distinct()
                .toList();
    }

    private Stream<Condition> conditions(Optional<String> resource) {
        return lists.stream()
                .filter(list -> list.resource().equals(resource))
                .flatMap(list -> list.conditions().stream());
    }
}
