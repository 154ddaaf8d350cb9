package org.myrmex.config.internal;

/** A file that is no configuration; the message says where and why. */
final class ConfigSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigSyntaxException(int line, int column, String why) {
        super("line " + line + " column " + column + ": " + why);
    }
}
