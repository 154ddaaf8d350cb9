package org.myrmex.mesh.keep;

/**
 * How many neighbours there are to be.
 *
 * @param wanted that are looked for; 0 looks for nobody
 * @param most in all, but for those that the operator named
 * @param ofNetwork of one public network, but for those that the operator named
 * @param far of those that are wanted, at most: chosen at random among what no present neighbour named
 * @param ofTeller on the word of one teller
 * @param open of those that are wanted: left to whoever dials us, and dialled for only while too few come
 */
public record Neighbourhood(int wanted, int most, int ofNetwork, int far, int ofTeller, int open) {
    private static final int FAR = 2;
    private static final int OF_TELLER = 2;

    /**
     * As it ships. Three places of five are left open, as long as somebody comes for them: hostile peers never refuse and never
     * leave, so that whoever dials until his house is full ends among them once the honest ones are full; and a house that is
     * never full from within has room for those who look for honest neighbours.
     */
    public Neighbourhood(int wanted, int most, int ofNetwork) {
        this(wanted, most, ofNetwork, Math.min(FAR, wanted / 2), OF_TELLER, wanted * 3 / 5);
    }

    /** The same without far ones: for comparing. */
    public Neighbourhood withoutFar() {
        return new Neighbourhood(wanted, most, ofNetwork, 0, ofTeller, open);
    }

    /** The same where one teller may name all: for comparing. */
    public Neighbourhood withoutTellerLimit() {
        return new Neighbourhood(wanted, most, ofNetwork, far, Integer.MAX_VALUE, open);
    }

    /** The same with so many places open: for comparing. */
    public Neighbourhood withOpen(int places) {
        return new Neighbourhood(wanted, most, ofNetwork, far, ofTeller, places);
    }

    /** Whether so many are too few to wait for whoever dials us. */
    boolean isShort(int links) {
        return wanted > 0 && links < Math.max(1, wanted - 1);
    }

    /** Whether with so many a single one that leaves, or lies, is all there is. */
    boolean isNearlyAlone(int links) {
        return isShort(links) && links < 2;
    }
}
