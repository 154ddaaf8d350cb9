package org.myrmex.launcher;

/**
 * The program cannot do what it was asked, for a reason that a person can remove. The message is the one line that is
 * shown: the cause, then what to do.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refusal(int exitCode, String cause, String remedy) {
        super(oneLine(cause) + "; " + oneLine(remedy));
        this.exitCode = exitCode;
    }

    static Refusal failed(String cause, String remedy) {
        return new Refusal(ExitCode.FAILED, cause, remedy);
    }

    static Refusal wrongUsage(String cause, String remedy) {
        return new Refusal(ExitCode.WRONG_USAGE, cause, remedy);
    }

    public int exitCode() {
        return exitCode;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
