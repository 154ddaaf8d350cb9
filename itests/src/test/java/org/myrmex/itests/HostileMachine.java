package org.myrmex.itests;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.transport.PeerAddress;

/**
 * Hostile neighbours on a machine of their own, in a process of its own there. They come from a public address, and so may name
 * public ones: many of one network, many networks, the doors of one victim, the peer itself.
 */
final class HostileMachine {
    /** Where nobody has any machine. */
    static final String CROWDED_NETWORK = "20.9.1.";

    private static final int KEYS = 500;
    private static final int OWN_PORT = 7081;
    private static final int SAY_MILLIS = 500;

    private HostileMachine() {}

    /** The command that runs it. */
    static List<String> command(String target, String victim) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileMachine.class.getName(),
                target,
                victim);
    }

    /** Until it is ended: says now and then how much it has offered. */
    public static void main(String[] args) throws Exception {
        PeerAddress target = PeerAddress.parse(args[0]);
        String victim = args[1];
        Random random = new Random(6);
        FalseRecords records = new FalseRecords(KEYS);
        try (FalseWitnesses hostile =
                new FalseWitnesses(target, Optional.empty(), OWN_PORT, () -> next(records, random, target, victim))) {
            hostile.start(FalseWitnesses.Manner.STEADY);
            hostile.start(FalseWitnesses.Manner.FICKLE);
            hostile.start(FalseWitnesses.Manner.FLOODING);
            while (true) {
                TimeUnit.MILLISECONDS.sleep(SAY_MILLIS);
                System.out.println(hostile.offered() + " addresses, " + hostile.askedFor() + " of them asked for, over "
                        + hostile.links() + " links");
            }
        }
    }

    private static byte[] next(FalseRecords records, Random random, PeerAddress target, String victim) {
        int port = 1_024 + random.nextInt(60_000);
        int host = 1 + random.nextInt(254);
        return switch (random.nextInt(6)) {
            case 0 -> records.sign(raw(target.host()), target.port());
            case 1 -> records.sign(raw(victim), port);
            case 2 -> records.sign(raw("10.66." + random.nextInt(256) + "." + host), port);
            case 3 -> records.sign(raw(CROWDED_NETWORK + host), port);
            default ->
                records.sign(raw("20." + (10 + random.nextInt(200)) + "." + random.nextInt(256) + "." + host), port);
        };
    }

    private static byte[] raw(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }
}
