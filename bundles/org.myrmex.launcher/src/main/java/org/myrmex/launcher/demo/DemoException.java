package org.myrmex.launcher.demo;

/** The demonstration cannot go on. The message is the one line that is shown. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
