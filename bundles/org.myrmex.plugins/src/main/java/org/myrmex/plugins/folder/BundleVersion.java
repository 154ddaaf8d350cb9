package org.myrmex.plugins.folder;

import java.util.Comparator;

/** A version as OSGi orders it: three numbers, then a word. */
public record BundleVersion(int major, int minor, int micro, String qualifier) implements Comparable<BundleVersion> {
    private static final Comparator<BundleVersion> ORDER = Comparator.comparingInt(BundleVersion::major)
            .thenComparingInt(BundleVersion::minor)
            .thenComparingInt(BundleVersion::micro)
            .thenComparing(BundleVersion::qualifier);

    /**
     * Reads what stands in a manifest.
     *
     * @throws IllegalArgumentException when it is no version
     */
    public static BundleVersion parse(String text) {
        String[] parts = text.strip().split("\\.", 4);
        String qualifier = parts.length > 3 ? parts[3] : "";
        if (parts.length > 3 && !qualifier.matches("[\\w-]{1,200}")) {
            throw new IllegalArgumentException("the version's last part has other than letters, digits, '_' and '-'");
        }
        return new BundleVersion(number(parts, 0), number(parts, 1), number(parts, 2), qualifier);
    }

    private static int number(String[] parts, int index) {
        if (index >= parts.length) {
            return 0;
        }
        if (!parts[index].matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("a version is 1, 1.2, 1.2.3 or 1.2.3.word");
        }
        return Integer.parseInt(parts[index]);
    }

    @Override
    public int compareTo(BundleVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro + (qualifier.isEmpty() ? "" : "." + qualifier);
    }
}
