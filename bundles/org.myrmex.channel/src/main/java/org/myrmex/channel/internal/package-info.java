/**
 * What runs the conversations of {@code core}: the order of turns that owns them, timers, public-key work on pools, the listeners'
 * own order of calls, and the services for OSGi.
 */
package org.myrmex.channel.internal;
