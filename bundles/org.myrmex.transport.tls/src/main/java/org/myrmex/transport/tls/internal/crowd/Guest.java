package org.myrmex.transport.tls.internal.crowd;

/** Somebody before the door, not yet let in. */
public interface Guest {
    /** How far somebody got; whoever got further has cost more, and is likelier to be honest. */
    enum Progress {
        /** Nothing was heard. */
        SILENT,
        /** Some bytes came. */
        SPOKE,
        /** It was answered, which is what costs. */
        ANSWERED
    }

    /** Where it comes from. */
    Network network();

    Progress progress();
}
