package org.myrmex.launcher;

/** The few configuration names that the command line sets. Their meaning belongs to the bundles named here. */
final class Pid {
    static final String HTTP = "org.apache.felix.http";
    static final String HTTP_HOST = "org.apache.felix.http.host";
    static final String HTTP_PORT = "org.osgi.service.http.port";
    static final String MESH = "org.myrmex.mesh";
    static final String MESH_LISTEN = "listen";
    static final String MESH_ROUTING = "routing";
    static final String DISCOVERY = "org.myrmex.discovery.known";
    static final String DISCOVERY_PEERS = "peers";
    static final String SHARING = "org.myrmex.sharing";
    static final String SHARES = "shares";

    private Pid() {}
}
