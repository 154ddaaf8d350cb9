package org.myrmex.api.dav;

/** A refusal that the facade turns into a status. */
public final class DavException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Status status;

    public DavException(Status status, String message) {
        super(message);
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /** Refusals and the HTTP status that each becomes. */
    public enum Status {
        NOT_FOUND(404),
        READ_ONLY(403),
        FORBIDDEN(403),
        EXISTS(405),
        PARENT_MISSING(409),
        PRECONDITION_FAILED(412),
        NO_SPACE(507),
        BUSY(503);

        private final int http;

        Status(int http) {
            this.http = http;
        }

        public int http() {
            return http;
        }
    }
}
