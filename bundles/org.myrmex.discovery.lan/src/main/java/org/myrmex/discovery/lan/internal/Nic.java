package org.myrmex.discovery.lan.internal;

import java.net.InetAddress;

/**
 * One address of one interface, on which to listen and to speak.
 *
 * @param name of the interface
 * @param index of the interface: one that was pulled out and put in again has another, and knows nothing of our groups
 * @param address of realm PRIVATE; an IPv6 one has its scope
 */
record Nic(String name, int index, InetAddress address) {}
