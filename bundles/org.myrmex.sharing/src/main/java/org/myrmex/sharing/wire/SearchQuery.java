package org.myrmex.sharing.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.myrmex.api.sharing.ContentId;

/** What is asked of everybody: version(1) ‖ kind(1) ‖ words in UTF-8 or a content id. Everybody reads it. */
public sealed interface SearchQuery {
    /** The service that queries ask for. */
    String SERVICE = "myrmex.search";

    int MAX_WORDS_BYTES = 255;
    int VERSION = 1;

    byte[] encode();

    /** Who has files of these words? */
    record ByWords(String words) implements SearchQuery {
        private static final byte KIND = 1;

        @Override
        public byte[] encode() {
            byte[] text = words.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(2 + text.length)
                    .put((byte) VERSION)
                    .put(KIND)
                    .put(text)
                    .array();
        }
    }

    /** Who has this content? */
    record ByContent(ContentId id) implements SearchQuery {
        private static final byte KIND = 2;

        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(2 + ContentId.LENGTH)
                    .put((byte) VERSION)
                    .put(KIND)
                    .put(id.bytes())
                    .array();
        }
    }

    static SearchQuery decode(byte[] payload) throws MalformedException {
        if (payload.length < 3 || payload[0] != VERSION) {
            throw new MalformedException("query");
        }
        int length = payload.length - 2;
        if (payload[1] == ByWords.KIND && length <= MAX_WORDS_BYTES) {
            return new ByWords(Text.read(ByteBuffer.wrap(payload, 2, length), length));
        }
        if (payload[1] == ByContent.KIND && length == ContentId.LENGTH) {
            return new ByContent(ContentId.of(Arrays.copyOfRange(payload, 2, payload.length)));
        }
        throw new MalformedException("kind of query");
    }
}
