package org.myrmex.requests.rule;

/** A rule that cannot be read; the message is one line. */
public final class BadRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRuleException(String message) {
        super(message);
    }
}
