package org.myrmex.webdav.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps the first ones in an order, and no more of them. Those that are equal stay in the order in which they came; what a resource
 * lacks comes before whatever others have (RFC 5323, 5.6).
 *
 * @param <T> what is kept
 */
public final class Best<T> {
    private final List<Order> orders;
    private final int most;
    private final TreeSet<Row<T>> rows;
    private long offered;

    private record Row<T>(List<Optional<Fact>> keys, long number, T what) {}

    public Best(List<Order> orders, int most) {
        this.orders = List.copyOf(orders);
        this.most = most;
        this.rows = new TreeSet<>(this::compare);
    }

    public void offer(Subject subject, T what) {
        List<Optional<Fact>> keys = new ArrayList<>(orders.size());
        for (Order order : orders) {
            Optional<Fact> fact = subject.fact(order.name());
            keys.add(order.caseless() ? fact.map(Fact::folded) : fact);
        }
        rows.add(new Row<>(keys, offered++, what));
        if (rows.size() > most) {
            rows.pollLast();
        }
    }

    /** How many were offered in all. */
    public long offered() {
        return offered;
    }

    public List<T> inOrder() {
        return rows.stream().map(Row::what).toList();
    }

    private int compare(Row<T> one, Row<T> other) {
        Comparator<Optional<Fact>> byKey =
                Comparator.comparing(key -> key.orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
        for (int i = 0; i < orders.size(); i++) {
            int order = byKey.compare(one.keys().get(i), other.keys().get(i));
            if (order != 0) {
                return orders.get(i).direction() == Order.Direction.ASCENDING ? order : -order;
            }
        }
        return Long.compare(one.number(), other.number());
    }
}
