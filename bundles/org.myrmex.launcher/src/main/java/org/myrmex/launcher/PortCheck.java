package org.myrmex.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Binds each address for a moment, all at once, so that two options asking for one port are noticed as well. */
final class PortCheck implements AutoCloseable {
    private final List<ServerSocket> held = new ArrayList<>();

    void hold(HostPort address, String option) throws Refusal {
        String remedy = "choose another with " + option + " [ADDRESS:]PORT";
        try {
            var socket = new ServerSocket();
            held.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
        } catch (UnknownHostException e) {
            throw Refusal.failed("there is no address " + address.host(), remedy);
        } catch (BindException e) {
            throw Refusal.failed(reason(address, e), remedy);
        } catch (IOException e) {
            throw Refusal.failed(
                    "cannot listen on port " + address.port() + " of " + address.host() + " (" + e.getMessage() + ")",
                    remedy);
        }
    }

    @Override
    public void close() throws Refusal {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw Refusal.failed("cannot free " + socket + " again (" + e.getMessage() + ")", "start once more");
            }
        }
    }

    private static String reason(HostPort address, BindException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Permission denied")) {
            return "port " + address.port() + " on " + address.host() + " is reserved for the system";
        }
        if (message.contains("Cannot assign")) {
            return address.host() + " is no address of this machine";
        }
        return "port " + address.port() + " on " + address.host() + " is taken";
    }
}
