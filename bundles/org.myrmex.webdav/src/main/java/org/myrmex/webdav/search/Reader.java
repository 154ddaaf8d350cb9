package org.myrmex.webdav.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.myrmex.webdav.xml.Asked;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Name;
import org.myrmex.webdav.xml.Xml;

/** Makes a question of a body. */
final class Reader {
    private static final int MAX_SCOPES = 16;
    private static final int MAX_ORDERS = 8;
    /** Each is asked of each resource. */
    private static final int MAX_CONDITIONS = 256;

    private static final int MAX_LITERAL = 1_024;
    private static final Name XSI_TYPE = new Name("http://www.w3.org/2001/XMLSchema-instance", "type");

    private int conditions;

    private Reader() {}

    static Question question(byte[] body) throws BadXmlException, UnsupportedException {
        Xml.Element root = Xml.read(body);
        boolean schema = root.is("query-schema-discovery");
        if ((!schema && !root.is("searchrequest")) || root.children().size() != 1) {
            throw new BadXmlException("the body is no searchrequest with one query in it");
        }
        Xml.Element query = root.children().get(0);
        if (!query.is("basicsearch")) {
            throw new UnsupportedException(
                    Optional.of(schema ? "search-grammar-discovery-supported" : "search-grammar-supported"),
                    "basicsearch is the only grammar here");
        }
        List<Scope> scopes = scopes(only(query, "from"));
        return schema ? new Question.OfSchema(scopes) : new Reader().query(query, scopes);
    }

    private Question query(Xml.Element query, List<Scope> scopes) throws BadXmlException, UnsupportedException {
        for (Xml.Element part : query.children()) {
            if (!part.is("select")
                    && !part.is("from")
                    && !part.is("where")
                    && !part.is("orderby")
                    && !part.is("limit")) {
                throw new UnsupportedException(
                        Optional.empty(), "a basicsearch has select, from, where, orderby and limit");
            }
        }
        Optional<Xml.Element> where = query.child("where");
        Optional<Xml.Element> orderby = query.child("orderby");
        Optional<Xml.Element> limit = query.child("limit");
        return new Question.OfResources(
                Asked.of(only(query, "select")),
                scopes,
                where.isPresent() ? Optional.of(condition(single(where.get()))) : Optional.empty(),
                orderby.isPresent() ? orders(orderby.get()) : List.of(),
                limit.isPresent()
                        ? OptionalInt.of(
                                count(only(limit.get(), "nresults").text().strip()))
                        : OptionalInt.empty());
    }

    private static List<Scope> scopes(Xml.Element from) throws BadXmlException {
        List<Scope> scopes = new ArrayList<>();
        for (Xml.Element child : from.children()) {
            if (child.is("scope")) {
                Scope.Depth depth =
                        switch (only(child, "depth").text().strip()) {
                            case "0" -> Scope.Depth.ZERO;
                            case "1" -> Scope.Depth.ONE;
                            case "infinity" -> Scope.Depth.INFINITY;
                            default -> throw new BadXmlException("the depth of a scope is 0, 1 or infinity");
                        };
                scopes.add(new Scope(only(child, "href").text().strip(), depth));
            }
        }
        if (scopes.isEmpty() || scopes.size() > MAX_SCOPES) {
            throw new BadXmlException("a query has 1 to " + MAX_SCOPES + " scopes");
        }
        return List.copyOf(scopes);
    }

    private Condition condition(Xml.Element element) throws BadXmlException, UnsupportedException {
        if (++conditions > MAX_CONDITIONS) {
            throw new BadXmlException("the query has too many conditions; " + MAX_CONDITIONS + " are the most");
        }
        if (!element.name().space().equals(Name.DAV)) {
            throw unknown();
        }
        return switch (element.name().local()) {
            case "and" -> new Condition.All(parts(element));
            case "or" -> new Condition.Any(parts(element));
            case "not" -> new Condition.Not(condition(single(element)));
            case "eq" -> compares(Condition.Operator.EQ, element);
            case "lt" -> compares(Condition.Operator.LT, element);
            case "lte" -> compares(Condition.Operator.LTE, element);
            case "gt" -> compares(Condition.Operator.GT, element);
            case "gte" -> compares(Condition.Operator.GTE, element);
            case "like" -> like(element);
            case "contains" -> contains(element);
            case "is-collection" -> new Condition.IsCollection();
            case "is-defined" -> new Condition.IsDefined(property(element));
            default -> throw unknown();
        };
    }

    private static UnsupportedException unknown() {
        // RFC 5323, 5.5.2
        return new UnsupportedException(
                Optional.empty(),
                "the query holds a condition that is not offered; ask for query-schema-discovery to see those that are");
    }

    private List<Condition> parts(Xml.Element element) throws BadXmlException, UnsupportedException {
        List<Condition> parts = new ArrayList<>();
        for (Xml.Element child : element.children()) {
            parts.add(condition(child));
        }
        if (parts.isEmpty()) {
            throw new BadXmlException("and, or and not have conditions in them");
        }
        return List.copyOf(parts);
    }

    private static Condition compares(Condition.Operator operator, Xml.Element element) throws BadXmlException {
        Optional<Xml.Element> typed = element.child("typed-literal");
        String literal = literal(typed.isPresent() ? typed.get() : only(element, "literal"));
        Optional<Sort> sort = typed.flatMap(one -> one.attribute(XSI_TYPE)).map(Sort::of);
        return new Condition.Compares(operator, property(element), literal, sort, isCaseless(element));
    }

    private static Condition like(Xml.Element element) throws BadXmlException {
        String literal = literal(only(element, "literal"));
        boolean caseless = isCaseless(element);
        return new Condition.Like(property(element), Pattern.parse(caseless ? Fold.of(literal) : literal), caseless);
    }

    private static Condition contains(Xml.Element element) throws BadXmlException {
        List<String> words = Phrase.words(literal(element));
        if (words.isEmpty() || words.size() > Phrase.MAX_WORDS) {
            throw new BadXmlException("contains has 1 to " + Phrase.MAX_WORDS + " words");
        }
        return new Condition.Contains(new Phrase(List.copyOf(words)));
    }

    private static String literal(Xml.Element element) throws BadXmlException {
        if (element.text().length() > MAX_LITERAL || !element.children().isEmpty()) {
            throw new BadXmlException("a literal is text of at most " + MAX_LITERAL + " characters");
        }
        return element.text();
    }

    private static List<Order> orders(Xml.Element orderby) throws BadXmlException, UnsupportedException {
        List<Order> orders = new ArrayList<>();
        for (Xml.Element order : orderby.children()) {
            if (!order.is("order") || orders.size() == MAX_ORDERS) {
                throw new BadXmlException("orderby has 1 to " + MAX_ORDERS + " orders");
            }
            if (order.child("score").isPresent()) {
                throw new UnsupportedException(Optional.empty(), "results have no score to sort them by");
            }
            orders.add(new Order(
                    property(order),
                    order.child("descending").isPresent() ? Order.Direction.DESCENDING : Order.Direction.ASCENDING,
                    isCaseless(order)));
        }
        return List.copyOf(orders);
    }

    /** RFC 5323, 5.18 leaves the default to the server; people seldom mind the case. */
    private static boolean isCaseless(Xml.Element element) {
        return element.attribute(new Name("", "caseless"))
                .or(() -> element.attribute(Name.dav("caseless")))
                .filter("no"::equals)
                .isEmpty();
    }

    private static int count(String text) throws BadXmlException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new BadXmlException("nresults is a number");
        }
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(text));
    }

    private static Name property(Xml.Element element) throws BadXmlException {
        return single(only(element, "prop")).name();
    }

    private static Xml.Element only(Xml.Element element, String local) throws BadXmlException {
        List<Xml.Element> all =
                element.children().stream().filter(child -> child.is(local)).toList();
        if (all.size() != 1) {
            throw new BadXmlException("the query lacks a " + local + ", or has two where one is meant");
        }
        return all.get(0);
    }

    private static Xml.Element single(Xml.Element element) throws BadXmlException {
        if (element.children().size() != 1) {
            throw new BadXmlException("an element of the query holds not one element, as it should");
        }
        return element.children().get(0);
    }
}
