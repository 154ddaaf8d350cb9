package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.sharing.Share;

/** A share as a row. */
final class ShareRows {
    private ShareRows() {}

    static Map<String, Object> figures(Share share) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", share.name());
        row.put("folder", share.folder().toString());
        row.put("files", share.files());
        row.put("bytes", share.bytes());
        row.put("pending", share.pending());
        return row;
    }

    static Map<String, Object> shown(Share share) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("share", share.name());
        row.put("files", share.files());
        row.put("size", Amounts.bytes(share.bytes()));
        row.put("to hash", share.pending());
        row.put("folder", share.folder());
        return row;
    }
}
