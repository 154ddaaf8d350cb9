package org.myrmex.mesh.keep;

/**
 * How many neighbours there are to be.
 *
 * @param wanted that are looked for; 0 looks for nobody
 * @param most in all, but for those that the operator named
 * @param ofNetwork of one public network, but for those that the operator named
 */
public record Neighbourhood(int wanted, int most, int ofNetwork) {
    private static final int FAR = 2;

    /** Far ones among those that are wanted: two, and less than half where few are wanted. */
    int far() {
        return Math.min(FAR, wanted / 2);
    }

    /** Whether a peer with so many lacks two or more. */
    boolean isLacking(int links) {
        return wanted > 0 && links < Math.max(1, wanted - 1);
    }
}
