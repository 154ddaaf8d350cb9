/**
 * A whole plugin: it hears the peer's events, keeps the last ones in memory, and tells them by a command and to whoever asks the
 * web server in the right way. It compiles against {@code org.myrmex.api}, OSGi's event and component packages and the servlet API.
 */
package org.myrmex.example.journal.internal;
