/**
 * The peer's events as server-sent events (WHATWG HTML, 9.2): who listens, what waits for each of them, how an event becomes text.
 * Events are delivered inside the peer by EventAdmin; who may listen is decided by the guard.
 */
package org.myrmex.http.stream;
