package org.myrmex.lab.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * The peer ids of a network's nodes in the forms in which one could be written into a frame: its 32 bytes, their hexadecimal
 * digits, its 52 characters. Found by their first eight bytes in an open hash table; a bit for each pair of bytes that a form
 * begins with sorts out nearly all places before that.
 */
final class PeerIds {
    private static final int KEY_BYTES = Long.BYTES;

    private final boolean[] beginnings = new boolean[1 << 16];
    private long[] keys = new long[64];
    /** Beside each key the number of its node plus one; 0 where there is no key. */
    private int[] owners = new int[64];

    private int size;

    void add(VirtualNode node) {
        for (byte[] form : forms(node)) {
            if (2 * (size + 1) > keys.length) {
                grow();
            }
            ByteBuffer bytes = ByteBuffer.wrap(form);
            beginnings[bytes.getShort(0) & 0xFFFF] = true;
            put(bytes.getLong(0), node.number() + 1);
        }
    }

    /** @return the first node whose peer id is in the bytes from position to limit; null when there is none */
    VirtualNode find(ByteBuffer bytes, List<VirtualNode> nodes) {
        int last = bytes.limit() - KEY_BYTES;
        for (int at = bytes.position(); at <= last; at++) {
            if (beginnings[bytes.getShort(at) & 0xFFFF]) {
                int owner = owner(bytes.getLong(at));
                if (owner > 0 && isAt(bytes, at, nodes.get(owner - 1))) {
                    return nodes.get(owner - 1);
                }
            }
        }
        return null;
    }

    private static boolean isAt(ByteBuffer bytes, int at, VirtualNode node) {
        for (byte[] form : forms(node)) {
            if (at + form.length <= bytes.limit()) {
                byte[] there = new byte[form.length];
                bytes.get(at, there);
                if (Arrays.equals(there, form)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<byte[]> forms(VirtualNode node) {
        String base32 = node.peerId().base32();
        byte[] raw = raw(base32);
        String hex = HexFormat.of().formatHex(raw);
        return List.of(
                raw,
                hex.getBytes(StandardCharsets.US_ASCII),
                hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII),
                base32.getBytes(StandardCharsets.US_ASCII),
                base32.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    /** The 32 bytes behind 52 characters of base 32. */
    private static byte[] raw(String base32) {
        byte[] raw = new byte[32];
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < base32.length() && next < raw.length; i++) {
            char c = base32.charAt(i);
            bits = (bits << 5) | (c >= 'a' ? c - 'a' : c - '2' + 26);
            held += 5;
            if (held >= 8) {
                held -= 8;
                raw[next++] = (byte) (bits >>> held);
                bits &= (1 << held) - 1;
            }
        }
        return raw;
    }

    private int owner(long key) {
        int at = slot(key);
        while (owners[at] != 0 && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return owners[at];
    }

    private void put(long key, int owner) {
        int at = slot(key);
        while (owners[at] != 0 && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        size += owners[at] == 0 ? 1 : 0;
        keys[at] = key;
        owners[at] = owner;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldOwners = owners;
        keys = new long[2 * oldKeys.length];
        owners = new int[2 * oldOwners.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldOwners[i] != 0) {
                put(oldKeys[i], oldOwners[i]);
            }
        }
    }
}
