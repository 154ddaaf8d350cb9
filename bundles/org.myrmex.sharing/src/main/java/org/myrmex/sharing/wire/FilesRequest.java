package org.myrmex.sharing.wire;

import java.util.Arrays;
import org.myrmex.api.sharing.ContentId;

/** What the opener of a channel asks for: version(1) ‖ content id(32). */
public record FilesRequest(ContentId id) {
    /** The service of channels that carry files. */
    public static final String SERVICE = "myrmex.files";

    private static final int VERSION = 1;

    public byte[] encode() {
        byte[] bytes = new byte[1 + ContentId.LENGTH];
        bytes[0] = VERSION;
        System.arraycopy(id.bytes(), 0, bytes, 1, ContentId.LENGTH);
        return bytes;
    }

    public static FilesRequest decode(byte[] bytes) throws MalformedException {
        if (bytes.length != 1 + ContentId.LENGTH || bytes[0] != VERSION) {
            throw new MalformedException("request");
        }
        return new FilesRequest(ContentId.of(Arrays.copyOfRange(bytes, 1, bytes.length)));
    }
}
