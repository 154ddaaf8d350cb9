package org.myrmex.plugins.folder;

import java.util.ArrayList;
import java.util.List;

/**
 * What putting a bundle in, or taking it out, does to the others; made before anything is done, and then done.
 *
 * @param step what happens to the bundle itself
 * @param name its symbolic name
 * @param from the version that runs now; empty when there is none
 * @param to the version that comes; empty when none does
 * @param restarts names of other bundles that stop and start: they use its classes
 * @param notices names of other bundles that only see its services go and come
 */
public record Plan(Step step, String name, String from, String to, List<String> restarts, List<String> notices) {
    /** What happens to the bundle itself. */
    public enum Step {
        NOTHING,
        INSTALL,
        UPDATE,
        REPLACE,
        REMOVE,
        GO_BACK
    }

    public Plan {
        restarts = List.copyOf(restarts);
        notices = List.copyOf(notices);
    }

    /** One line each, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (step) {
                    case NOTHING -> name + " " + to + " is there with the same bytes: nothing happens";
                    case INSTALL -> "installs " + name + " " + to;
                    case UPDATE -> "updates " + name + " from " + from + " to " + to;
                    case REPLACE -> "replaces " + name + " " + from + ", a part of Myrmex, by " + to;
                    case REMOVE -> "removes " + name + " " + from;
                    case GO_BACK -> "removes " + name + " " + from + "; the part of Myrmex of that name comes back";
                });
        if (step != Step.NOTHING) {
            lines.add(restarts.isEmpty() ? "restarts no other bundle" : "restarts " + String.join(", ", restarts));
        }
        if (!notices.isEmpty()) {
            lines.add("services go and come for " + String.join(", ", notices));
        }
        return lines;
    }
}
