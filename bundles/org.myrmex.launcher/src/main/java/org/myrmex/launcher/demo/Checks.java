package org.myrmex.launcher.demo;

import java.util.ArrayList;
import java.util.List;

/** What must hold, each in a sentence. */
final class Checks {
    /**
     * Copies of one search that the 11 nodes receive together. Free of races: each passes its first copy to all its
     * neighbours but one, whichever that is.
     */
    static final long COPIES_OF_A_SEARCH = 41;

    private final List<Result> results = new ArrayList<>();

    record Result(boolean held, String what) {}

    void copiesOfTheSearch(long copies) {
        add(
                copies == COPIES_OF_A_SEARCH,
                "the 11 nodes received " + copies + " copies of the search, expected " + COPIES_OF_A_SEARCH);
    }

    /** The first transfer runs over the route alone. */
    void onlyTheRouteCarried(Fixture fixture, Loads before, Loads after) {
        List<String> idle = fixture.relaysOnRoute().stream()
                .filter(node -> after.receivedSince(before, node) <= 0)
                .toList();
        add(
                idle.isEmpty(),
                idle.isEmpty()
                        ? "every node of the route carried the first transfer"
                        : "nodes of the route that the first transfer did not pass: " + String.join(", ", idle));
        List<String> disturbed = fixture.bystanders().stream()
                .filter(node -> after.receivedSince(before, node) != 0)
                .toList();
        add(
                disturbed.isEmpty(),
                disturbed.isEmpty()
                        ? "no bystander received a message of the first transfer"
                        : "bystanders that the first transfer passed: " + String.join(", ", disturbed));
    }

    void hash(String which, String expected, String actual) {
        boolean equal = expected.equals(actual);
        add(equal, which + (equal ? " has" : " has not") + " the SHA-256 of the shared file");
    }

    /** @param killedAtBlock how many blocks were there when the node left */
    void survived(String which, String node, int killedAtBlock, int blocks, boolean complete) {
        boolean underWay = killedAtBlock > 0 && killedAtBlock < blocks;
        String when = " stopped at block " + killedAtBlock + " of " + blocks;
        add(
                underWay && complete,
                which + (complete ? " survived" : " did not survive") + " that node " + node + when
                        + (underWay ? "" : ", which is not under way"));
    }

    void complete(String which, boolean complete) {
        add(complete, which + (complete ? " is complete" : " is not complete"));
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    boolean allHeld() {
        return results.stream().allMatch(Result::held);
    }

    private void add(boolean held, String what) {
        results.add(new Result(held, what));
    }
}
