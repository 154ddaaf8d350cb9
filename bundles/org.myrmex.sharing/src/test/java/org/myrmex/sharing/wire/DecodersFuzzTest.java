package org.myrmex.sharing.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

/** Whatever arrives is refused or read, and what is read is written the same: there is one form of everything. */
class DecodersFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void filesMessage(byte[] bytes) {
        try {
            assertArrayEquals(bytes, FilesMessage.decode(bytes).encode());
        } catch (MalformedException e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void searchAnswer(byte[] bytes) {
        try {
            List<byte[]> again = SearchAnswer.encode(SearchAnswer.decode(bytes), Integer.MAX_VALUE);
            assertEquals(1, again.size());
            assertArrayEquals(bytes, again.get(0));
        } catch (MalformedException e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void searchQuery(byte[] bytes) {
        try {
            assertArrayEquals(bytes, SearchQuery.decode(bytes).encode());
        } catch (MalformedException e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void filesRequest(byte[] bytes) {
        try {
            assertArrayEquals(bytes, FilesRequest.decode(bytes).encode());
        } catch (MalformedException e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "filesMessage", FilesMessage::decode);
        Seeds.areWhatTheySay(getClass(), "searchAnswer", SearchAnswer::decode);
        Seeds.areWhatTheySay(getClass(), "searchQuery", SearchQuery::decode);
        Seeds.areWhatTheySay(getClass(), "filesRequest", FilesRequest::decode);
    }
}
