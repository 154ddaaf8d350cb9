package org.myrmex.launcher;

import java.util.OptionalInt;

/** A socket address as a person writes it: {@code 7080}, {@code 10.0.0.1:7080}, {@code [::1]:7080}. Port 0: any free. */
record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;

    static HostPort parse(String option, String text, String defaultHost) throws Refusal {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? defaultHost : unbracketed(text.substring(0, colon));
        OptionalInt port = port(text.substring(colon + 1));
        if (port.isEmpty() || host.isEmpty()) {
            throw Refusal.wrongUsage(
                    "wrong address '" + text + "'", "write " + option + " PORT or " + option + " ADDRESS:PORT");
        }
        return new HostPort(host, port.getAsInt());
    }

    static OptionalInt port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }

    String asUri(String scheme) {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String unbracketed(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        // Without brackets nobody can say which colon precedes the port.
        return host.indexOf(':') >= 0 ? "" : host;
    }
}
