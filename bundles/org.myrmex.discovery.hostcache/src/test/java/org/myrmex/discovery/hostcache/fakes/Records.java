package org.myrmex.discovery.hostcache.fakes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.myrmex.api.discovery.PeerRecord;

/** Records of peers with numbers, each with a key of its own; the same number has the same key. */
public final class Records {
    private static final Map<Integer, KeyPair> KEYS = new TreeMap<>();
    /** Signing takes its time where the fuzzer looks on, and tests have limits. */
    private static final Map<String, PeerRecord> SIGNED = new TreeMap<>();

    private Records() {}

    /** One of this machine, signed today. */
    public static PeerRecord of(int number) {
        return of(number, "127.0.7." + number, ManualClock.TODAY);
    }

    public static synchronized PeerRecord of(int number, String host, int day) {
        return SIGNED.computeIfAbsent(number + " " + host + " " + day, key -> sign(number, host, day));
    }

    private static PeerRecord sign(int number, String host, int day) {
        try {
            return PeerRecord.sign(key(number), "tls", InetAddress.getByName(host), 7081, day);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The first so many. */
    public static List<PeerRecord> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Records::of).toList();
    }

    /** A list in which one bit is another, so many bytes before its end. */
    public static byte[] flipped(byte[] list, int fromEnd) {
        byte[] changed = Arrays.copyOf(list, list.length);
        changed[list.length - fromEnd] ^= 1;
        return changed;
    }

    private static KeyPair key(int number) {
        return KEYS.computeIfAbsent(number, n -> {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
    }
}
