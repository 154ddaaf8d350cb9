package org.myrmex.lab.hostile;

/** What adversaries do, to be counted. */
public enum Deed {
    /** A frame that was not passed on. */
    SWALLOWED,
    /** An old frame sent again. */
    REPLAYED,
    /** A frame sent with flipped bits. */
    GARBLED,
    /** An address opened that is somebody else's. */
    STOLEN,
    /** A message delivered to whoever stole its receiver's address. */
    DRAWN,
    /** A query that nobody wants answered. */
    FLOODED
}
