package org.myrmex.api.routing;

/**
 * A neighbour link of this peer, by a local number that is never used again. It outlives the connections that carry it.
 *
 * @param number local, says nothing about the neighbour
 */
public record LinkId(long number) implements Comparable<LinkId> {
    @Override
    public int compareTo(LinkId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "link " + number;
    }
}
