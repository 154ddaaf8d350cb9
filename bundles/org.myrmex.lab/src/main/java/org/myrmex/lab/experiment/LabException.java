package org.myrmex.lab.experiment;

/** What was asked cannot be done; the message is one line: cause, then what to do. */
public final class LabException extends Exception {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }
}
