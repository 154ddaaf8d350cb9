package org.myrmex.sharing.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds names by their words. Immutable: made anew when names change. Any thread. */
public final class WordIndex {
    /** Names that one index holds. */
    public static final int MAX_NAMES = 1_000_000;

    public static final WordIndex EMPTY = of(List.of());

    private final String[] words;
    private final int[][] places;

    private WordIndex(String[] words, int[][] places) {
        this.words = words;
        this.places = places;
    }

    /** The number of a name is its place in the list. */
    public static WordIndex of(List<String> names) {
        Map<String, Places> byWord = new TreeMap<>();
        for (int i = 0; i < Math.min(names.size(), MAX_NAMES); i++) {
            for (String word : new LinkedHashSet<>(Words.of(names.get(i)))) {
                byWord.computeIfAbsent(word, w -> new Places()).add(i);
            }
        }
        String[] words = byWord.keySet().toArray(String[]::new);
        int[][] places = byWord.values().stream().map(Places::toArray).toArray(int[][]::new);
        return new WordIndex(words, places);
    }

    /** Numbers of names that have all words, ascending, at most so many. */
    public int[] find(Question question, int max) {
        List<int[]> candidates = new ArrayList<>();
        for (Question.Term term : question.terms()) {
            candidates.add(placesOf(term));
        }
        candidates.sort((a, b) -> Integer.compare(a.length, b.length));
        return Arrays.stream(candidates.get(0))
                .filter(place -> candidates.stream().allMatch(c -> Arrays.binarySearch(c, place) >= 0))
                .limit(max)
                .toArray();
    }

    private int[] placesOf(Question.Term term) {
        int at = Arrays.binarySearch(words, term.word());
        if (!term.prefix()) {
            return at >= 0 ? places[at] : new int[0];
        }
        BitSet union = new BitSet();
        for (int i = at >= 0 ? at : -at - 1; i < words.length && words[i].startsWith(term.word()); i++) {
            for (int place : places[i]) {
                union.set(place);
            }
        }
        return union.stream().toArray();
    }

    private static final class Places {
        private int[] numbers = new int[1];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
