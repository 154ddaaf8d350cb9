package org.myrmex.launcher;

/** The program: one process, one word, one exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length == 0 ? 2 : 0);
    }
}
