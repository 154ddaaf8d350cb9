package org.myrmex.webdav.lock;

/** Whether others may have a lock on the same (RFC 4918, 14.27). */
public enum Scope {
    EXCLUSIVE,
    SHARED
}
