package org.myrmex.example.zip.internal;

import java.io.IOException;

/** What is wrong with an archive and what to do: follows its name in a line for people. */
final class BadArchive extends IOException {
    private static final long serialVersionUID = 1L;

    BadArchive(String problem) {
        super(problem);
    }
}
