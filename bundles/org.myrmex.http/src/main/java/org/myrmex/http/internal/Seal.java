package org.myrmex.http.internal;

import java.nio.file.Path;
import java.util.Set;

/**
 * By what a server that speaks TLS is known.
 *
 * @param fingerprint SHA-256 of its certificate, as browsers show it
 * @param certificate in PEM
 * @param everywhere whether it listens at all addresses of the machine
 * @param names that the certificate has, in lower case, and literal addresses as Java writes them
 */
record Seal(String fingerprint, Path certificate, boolean everywhere, Set<String> names) {
    /** Whether it answers there: a server refuses what its certificate does not say. */
    boolean isCalled(String host) {
        return names.contains(Hosts.canonical(host));
    }
}
