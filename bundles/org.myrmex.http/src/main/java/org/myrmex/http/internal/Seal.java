package org.myrmex.http.internal;

import java.nio.file.Path;

/**
 * By what a server that speaks TLS is known.
 *
 * @param fingerprint SHA-256 of its certificate, as browsers show it
 * @param certificate in PEM
 * @param everywhere whether it listens at all addresses of the machine
 */
record Seal(String fingerprint, Path certificate, boolean everywhere) {}
