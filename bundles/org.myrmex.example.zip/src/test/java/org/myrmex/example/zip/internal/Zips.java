package org.myrmex.example.zip.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives, good ones with Java's own means and then bad ones by changing bytes. */
final class Zips {
    private Zips() {}

    /** In this order; a name with a slash at its end is a folder. */
    static byte[] deflated(Map<String, byte[]> members) {
        return zip(members, false);
    }

    static byte[] stored(Map<String, byte[]> members) {
        return zip(members, true);
    }

    static byte[] deflated(String path, byte[] bytes) {
        return deflated(Map.of(path, bytes));
    }

    static byte[] stored(String path, byte[] bytes) {
        return stored(Map.of(path, bytes));
    }

    /** An archive whose members have these names, as nobody's zip program would allow it: written under others, then renamed. */
    static byte[] named(String... paths) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < paths.length; i++) {
            members.put(
                    placeholder(i, paths[i].length()), paths[i].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        byte[] zip = stored(members);
        for (int i = 0; i < paths.length; i++) {
            // Not in the content, which is the name as well, but behind the two headers.
            byte[] from = placeholder(i, paths[i].length()).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] to = paths[i].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            for (int at = find(zip, from, 0); at >= 0; at = find(zip, from, at + 1)) {
                System.arraycopy(to, 0, zip, at, to.length);
            }
        }
        return zip;
    }

    /** Where the n-th member stands in the directory. */
    static int directoryEntry(byte[] zip, int n) {
        int at = -1;
        for (int i = 0; i <= n; i++) {
            at = find(zip, new byte[] {'P', 'K', 1, 2}, at + 1);
        }
        return at;
    }

    static ByteBuffer edit(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String placeholder(int number, int length) {
        return String.format("%0" + length + "d", number).replace('0', (char) ('A' + number));
    }

    private static byte[] zip(Map<String, byte[]> members, boolean stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(member.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(member.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (java.util.Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
