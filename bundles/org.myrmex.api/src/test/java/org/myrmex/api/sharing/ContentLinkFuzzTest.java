package org.myrmex.api.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class ContentLinkFuzzTest {
    private static final String BEGIN = "magnet:?xt=urn:myrmex:" + "0123456789abcdef".repeat(4) + "&";

    /** A text is a link whose shown form reads back, or it is refused in one line. */
    @FuzzTest(maxDuration = "10s")
    void contentLink(FuzzedDataProvider data) {
        String begin = data.consumeBoolean() ? BEGIN : "";
        ContentLink link;
        try {
            link = ContentLink.parse(begin + data.consumeRemainingAsString());
        } catch (IllegalArgumentException refused) {
            assertEquals(1, refused.getMessage().lines().count());
            return;
        }
        // Shown, not equal: half a surrogate pair in a name is shown as a question mark.
        assertEquals(link.toString(), ContentLink.parse(link.toString()).toString());
    }
}
