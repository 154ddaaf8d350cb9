package org.myrmex.sharing.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.sharing.merkle.BlockLayout;

/** What is answered: version(1) ‖ count(1) ‖ for each hit id(32), size(8), type and name, each with its length(1) before it. */
public final class SearchAnswer {
    /** Hits that one peer gives to one query. */
    public static final int MAX_HITS = 100;

    public static final int MAX_TYPE_BYTES = 100;
    public static final int MAX_NAME_BYTES = 255;

    private static final int VERSION = 1;
    private static final int HEAD = 2;
    private static final int FIXED = ContentId.LENGTH + Long.BYTES + 2;

    private SearchAnswer() {}

    /**
     * A file that somebody has.
     *
     * @param type printable ASCII, at most 100
     * @param name 1 to 255 bytes of UTF-8 without separators and control characters
     */
    public record Found(ContentId id, long sizeBytes, String type, String name) {
        /** With what the protocol does not carry replaced. */
        public static Found of(ContentId id, long sizeBytes, String type, String name) {
            StringBuilder plain = new StringBuilder();
            int bytes = 0;
            for (int codePoint : name.codePoints().toArray()) {
                int kept = Text.steers(codePoint) || codePoint == '/' || codePoint == '\\' ? '_' : codePoint;
                bytes += Character.toString(kept).getBytes(StandardCharsets.UTF_8).length;
                if (bytes > MAX_NAME_BYTES) {
                    break;
                }
                plain.appendCodePoint(kept);
            }
            return new Found(id, sizeBytes, type, plain.isEmpty() ? "_" : plain.toString());
        }
    }

    /** As few payloads as hold the hits, in order. */
    public static List<byte[]> encode(List<Found> hits, int maxPayload) {
        List<byte[]> payloads = new ArrayList<>();
        List<byte[]> body = new ArrayList<>();
        int length = HEAD;
        for (Found hit : hits) {
            byte[] encoded = encode(hit);
            if (!body.isEmpty() && (body.size() == MAX_HITS || length + encoded.length > maxPayload)) {
                payloads.add(payload(body, length));
                body.clear();
                length = HEAD;
            }
            body.add(encoded);
            length += encoded.length;
        }
        if (!body.isEmpty()) {
            payloads.add(payload(body, length));
        }
        return payloads;
    }

    public static List<Found> decode(byte[] payload) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (in.remaining() < HEAD || in.get() != VERSION) {
            throw new MalformedException("answer");
        }
        int count = Byte.toUnsignedInt(in.get());
        if (count < 1 || count > MAX_HITS) {
            throw new MalformedException("number of hits");
        }
        List<Found> hits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hits.add(readHit(in));
        }
        if (in.hasRemaining()) {
            throw new MalformedException("bytes behind the hits");
        }
        return hits;
    }

    private static Found readHit(ByteBuffer in) throws MalformedException {
        if (in.remaining() < FIXED) {
            throw new MalformedException("hit");
        }
        byte[] id = new byte[ContentId.LENGTH];
        in.get(id);
        long sizeBytes = in.getLong();
        if (!BlockLayout.accepts(sizeBytes)) {
            throw new MalformedException("size");
        }
        String type = Text.read(in, Byte.toUnsignedInt(in.get()));
        if (type.length() > MAX_TYPE_BYTES || type.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new MalformedException("type");
        }
        if (!in.hasRemaining()) {
            throw new MalformedException("name");
        }
        String name = Text.read(in, Byte.toUnsignedInt(in.get()));
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new MalformedException("name");
        }
        return new Found(ContentId.of(id), sizeBytes, type, name);
    }

    private static byte[] encode(Found hit) {
        byte[] type = hit.type().getBytes(StandardCharsets.UTF_8);
        byte[] name = hit.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + type.length + name.length)
                .put(hit.id().bytes())
                .putLong(hit.sizeBytes())
                .put((byte) type.length)
                .put(type)
                .put((byte) name.length)
                .put(name)
                .array();
    }

    private static byte[] payload(List<byte[]> body, int length) {
        ByteBuffer payload = ByteBuffer.allocate(length).put((byte) VERSION).put((byte) body.size());
        body.forEach(payload::put);
        return payload.array();
    }
}
