package org.myrmex.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program writes. UTF-8 whatever the locale says: file names of other people hold any letter. */
record Console(PrintStream out, PrintStream err) {
    private static final String PROGRAM = "myrmex: ";

    static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    void line(String text) {
        out.println(text);
    }

    void complain(String text) {
        err.println(PROGRAM + text);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
