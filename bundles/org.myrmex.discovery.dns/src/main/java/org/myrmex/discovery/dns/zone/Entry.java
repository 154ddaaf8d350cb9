package org.myrmex.discovery.dns.zone;

import java.util.List;

/** One record of an answer. Names are absolute, as a zone file writes them, lower case. */
public sealed interface Entry {
    /**
     * SRV.
     *
     * @param priority the lowest first
     * @param weight share among those of one priority
     * @param target name of the host; {@code .} where the service is not offered
     */
    record Service(int priority, int weight, int port, String target) implements Entry {}

    /** TXT: its strings, one character for each byte. */
    record Text(List<String> strings) implements Entry {}

    /** PTR: the instance that it points to. */
    record Instance(String name) implements Entry {}
}
