package org.myrmex.discovery.dns.zone;

/** What came of a question; whatever stands further below tells more of why a domain gave no peer. */
public enum Result {
    NO_SUCH_NAME("no such domain, or it names no peers (NXDOMAIN)"),
    NO_RECORDS("it names no peers"),
    RECORDS("its records name no peer that could be dialled"),
    ALIAS_OPEN("it is an alias that the name server did not follow"),
    ALIAS_LOOP("its aliases lead in a circle"),
    NONSENSE("the answer makes no sense"),
    CUT_OFF("the answer is cut off and cannot be had by TCP"),
    REFUSED("the name server refuses to answer"),
    FAILED("the name server failed (SERVFAIL)"),
    UNREACHABLE("no name server can be reached"),
    SILENT("no answer in time");

    private final String words;

    Result(String words) {
        this.words = words;
    }

    /** For {@code peers --why}. */
    String words() {
        return words;
    }
}
