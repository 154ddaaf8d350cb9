package org.myrmex.webdav.methods;

/** Statuses of WebDAV and HTTP that the servlet API has no constant for, beside those used here all the time. */
final class Status {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;
    static final int PARTIAL = 206;
    static final int MULTISTATUS = 207;
    static final int SEE_OTHER = 303;
    static final int NOT_MODIFIED = 304;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int NOT_SATISFIABLE = 416;
    static final int UNPROCESSABLE = 422;
    static final int LOCKED = 423;
    static final int FAILED_DEPENDENCY = 424;
    static final int FAILED = 500;
    static final int NOT_IMPLEMENTED = 501;
    static final int OTHER_SERVER = 502;
    static final int BUSY = 503;
    static final int NO_SPACE = 507;

    private Status() {}
}
