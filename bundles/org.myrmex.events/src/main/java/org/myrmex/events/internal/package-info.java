/**
 * Magi's event service: events in order, and a slow subscriber holds up nobody else.
 */
package org.myrmex.events.internal;
