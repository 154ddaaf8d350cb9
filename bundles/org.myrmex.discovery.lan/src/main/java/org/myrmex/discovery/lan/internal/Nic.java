package org.myrmex.discovery.lan.internal;

import java.net.InetAddress;

/**
 * One address of one interface, on which to listen and to speak.
 *
 * @param name of the interface
 * @param address of realm PRIVATE; an IPv6 one has its scope
 */
record Nic(String name, InetAddress address) {}
