/**
 * TLS 1.3 with one choice of each thing: Bouncy Castle's state machine shakes hands, then its keys protect records here, with
 * the JDK's AES-GCM and without a copy that the cipher does not need. No socket, no thread, no clock.
 */
package org.myrmex.transport.tls.internal.tls13;
