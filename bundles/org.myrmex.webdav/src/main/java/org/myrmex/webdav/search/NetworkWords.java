package org.myrmex.webdav.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.myrmex.webdav.xml.Name;

/**
 * For which words the network has to be asked so that its answers may satisfy a condition. One question only: where either of two would
 * do, there is none.
 */
public final class NetworkWords {
    private static final int MAX_CHARS = 200;

    private NetworkWords() {}

    /** Words with spaces between them, a {@code *} behind those that are begins; empty where a condition names none. */
    public static Optional<String> of(Condition condition) {
        String words = String.join(" ", needed(condition));
        return words.isEmpty() || words.length() > MAX_CHARS ? Optional.empty() : Optional.of(words);
    }

    private static Set<String> needed(Condition condition) {
        if (condition instanceof Condition.All all) {
            TreeSet<String> words = new TreeSet<>();
            all.parts().forEach(part -> words.addAll(needed(part)));
            return words;
        }
        if (condition instanceof Condition.Any any) {
            Set<String> words = needed(any.parts().get(0));
            boolean same = any.parts().stream().allMatch(part -> needed(part).equals(words));
            return same ? words : new TreeSet<>();
        }
        if (condition instanceof Condition.Contains contains) {
            return new TreeSet<>(contains.phrase().words());
        }
        if (condition instanceof Condition.Like like && like.name().equals(Name.dav("displayname"))) {
            return new TreeSet<>(ofPattern(like.pattern().parts()));
        }
        return new TreeSet<>();
    }

    /** The network knows words and their begins, so what may lack its begin is of no use to it. */
    private static List<String> ofPattern(List<Integer> parts) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = true;
        for (int part : parts) {
            if (part >= 0 && Phrase.isPart(part)) {
                word.appendCodePoint(part);
                continue;
            }
            boolean open = part < 0;
            if (!word.isEmpty() && begun) {
                words.add(open ? word + "*" : word.toString());
            }
            word.setLength(0);
            begun = part != Pattern.ANY_ONE;
        }
        if (!word.isEmpty() && begun) {
            words.add(word.toString());
        }
        return words;
    }
}
