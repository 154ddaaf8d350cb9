package org.myrmex.launcher;

/** What the program's end tells a script. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int NO_PEER = 3;

    private ExitCode() {}
}
