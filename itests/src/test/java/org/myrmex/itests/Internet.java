package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A small internet: one router, networks 20.N.1.0/24 on it, and machines with one interface {@code eth0} each, which is plugged
 * into a network and may be unplugged again. What is sent to an address that nobody has is answered by the router: unreachable.
 */
final class Internet {
    private static final String ROUTER = "router";
    private static final String CABLE = "eth0";

    private final Namespaces namespaces;
    /** Of machines the number of their cable's end at the router. */
    private final Map<String, Integer> cables = new HashMap<>();

    private final Set<Integer> networks = new HashSet<>();

    /** Without any machine yet. */
    Internet(Path folder) throws IOException, InterruptedException {
        namespaces = new Namespaces(folder);
        try {
            namespaces.add(ROUTER);
            namespaces.set(ROUTER, "net/ipv4/ip_forward", 1);
            // the larger of "all" and an interface's own counts
            namespaces.set(ROUTER, "net/ipv4/conf/all/rp_filter", 0);
            namespaces.set(ROUTER, "net/ipv4/conf/default/rp_filter", 0);
        } catch (IOException | InterruptedException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** The address of a machine on a network: {@code 20.network.1.host}. */
    static String address(int network, int host) {
        return "20." + network + ".1." + host;
    }

    /** A machine whose cable hangs loose: no address, no route. */
    Machine machine(String name) throws IOException, InterruptedException {
        namespaces.add(name);
        // a machine without a network is to have no address at all
        namespaces.set(name, "net/ipv6/conf/all/disable_ipv6", 1);
        namespaces.set(name, "net/ipv6/conf/default/disable_ipv6", 1);
        int cable = cables.size() + 1;
        namespaces.cable(name, CABLE, ROUTER, port(cable));
        cables.put(name, cable);
        return namespaces.machine(name);
    }

    /** A machine that is there. */
    Machine at(String name) {
        return namespaces.machine(name);
    }

    /** A machine that is plugged in. */
    Machine machine(String name, int network, int host) throws IOException, InterruptedException {
        Machine machine = machine(name);
        plug(name, network, host);
        return machine;
    }

    /** Puts the machine's cable into a network: it has that address and no other from then on. Host 1 is the router's. */
    void plug(String name, int network, int host) throws IOException, InterruptedException {
        if (networks.add(network)) {
            namespaces.in(ROUTER, "ip", "link", "add", bridge(network), "type", "bridge");
            namespaces.in(ROUTER, "ip", "address", "add", address(network, 1) + "/24", "dev", bridge(network));
            namespaces.in(ROUTER, "ip", "link", "set", bridge(network), "up");
        }
        namespaces.in(name, "ip", "address", "flush", "dev", CABLE);
        namespaces.in(ROUTER, "ip", "link", "set", port(cables.get(name)), "master", bridge(network), "up");
        namespaces.in(name, "ip", "link", "set", CABLE, "up");
        namespaces.in(name, "ip", "address", "add", address(network, host) + "/24", "dev", CABLE);
        namespaces.in(name, "ip", "route", "add", "default", "via", address(network, 1));
    }

    /** Takes the cable away; the address goes with it, as with DHCP. */
    void unplug(String name) throws IOException, InterruptedException {
        namespaces.in(ROUTER, "ip", "link", "set", port(cables.get(name)), "down");
        namespaces.in(name, "ip", "address", "flush", "dev", CABLE);
    }

    private static String port(int cable) {
        return "port" + cable;
    }

    private static String bridge(int network) {
        return "net" + network;
    }

    /** Removes all of it. */
    void close() throws IOException, InterruptedException {
        namespaces.close();
    }
}
