/**
 * MUTE's ant routing as a pure state machine: its wire header, its tables of scents and seen messages, and the thin
 * component that offers it. No IO, no clock, no thread, no log, ordered collections only; what it does leaves by the outbox.
 */
package org.myrmex.routing.mute.internal;
