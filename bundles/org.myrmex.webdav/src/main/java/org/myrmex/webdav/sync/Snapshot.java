package org.myrmex.webdav.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The members of a collection in the order of {@link Paths}, each with a number that stands for its state. One after the other in one
 * array, a path as what it has more than the one before: some 20 bytes a member.
 */
public final class Snapshot {
    private static final int TOKEN_BYTES = 16;

    private final byte[] records;

    private Snapshot(byte[] records) {
        this.records = records;
    }

    int bytes() {
        return records.length;
    }

    /**
     * The token of it: the same for the same members in the same state, so that it is known again though it was forgotten.
     *
     * @param scope what else it stands for: which collection, and how deep
     */
    public String token(String scope) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(scope.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return "myrmex-sync:" + HexFormat.of().formatHex(digest.digest(records), 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Reader read() {
        return new Reader();
    }

    /**
     * A member.
     *
     * @param path below the collection, names with slashes between, of a collection one at the end too
     */
    record Member(String path, long state) {}

    /** Goes through it. */
    final class Reader {
        private final ByteBuffer in = ByteBuffer.wrap(records);
        private byte[] path = new byte[0];
        private Optional<Member> next = step();

        Optional<Member> peek() {
            return next;
        }

        void skip() {
            next = step();
        }

        private Optional<Member> step() {
            if (!in.hasRemaining()) {
                return Optional.empty();
            }
            int shared = number();
            int rest = number();
            path = Arrays.copyOf(path, shared + rest);
            in.get(path, shared, rest);
            return Optional.of(new Member(new String(path, StandardCharsets.UTF_8), in.getLong()));
        }

        private int number() {
            int number = 0;
            int shift = 0;
            while (true) {
                byte part = in.get();
                number |= (part & 0x7f) << shift;
                if (part >= 0) {
                    return number;
                }
                shift += 7;
            }
        }
    }

    /** Makes one. */
    static final class Writer {
        private final int maxBytes;
        private byte[] records = new byte[1_024];
        private int length;
        private byte[] before = new byte[0];

        Writer(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        /** Whether it fitted. */
        boolean add(Member member) {
            byte[] path = member.path().getBytes(StandardCharsets.UTF_8);
            int shared = Math.max(0, Arrays.mismatch(path, before));
            int rest = path.length - shared;
            // two numbers of at most five bytes, and the state
            int most = length + rest + 10 + Long.BYTES;
            if (most > maxBytes) {
                return false;
            }
            if (most > records.length) {
                records = Arrays.copyOf(records, Math.max(most, 2 * records.length));
            }
            number(shared);
            number(rest);
            System.arraycopy(path, shared, records, length, rest);
            length += rest;
            ByteBuffer.wrap(records, length, Long.BYTES).putLong(member.state());
            length += Long.BYTES;
            before = path;
            return true;
        }

        private void number(int number) {
            int left = number;
            while (left > 0x7f) {
                records[length++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            records[length++] = (byte) left;
        }

        Snapshot done() {
            return new Snapshot(Arrays.copyOf(records, length));
        }
    }
}
