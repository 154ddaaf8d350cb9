package org.myrmex.discovery.lan.internal;

import java.net.InetAddress;

/** Told of each record of our service type as it comes, again and again. Called on threads of jmdns: returns at once. */
interface Hearer {
    /** An SRV record. */
    void service(Nic nic, InetAddress sender, String instance, String target, int port, int ttlSeconds);

    /** A TXT record. */
    void text(Nic nic, InetAddress sender, String instance, byte[] record, int ttlSeconds);

    /** An A or AAAA record, of whatever host. */
    void address(Nic nic, InetAddress sender, String host, InetAddress address);

    /** What was told of an instance holds no longer. */
    void goodbye(Nic nic, InetAddress sender, String instance);
}
