package org.myrmex.webdav.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class PathsFuzzTest {
    /** Whatever a client asks for is refused, or names that can stand in a path and come back from their own link. */
    @FuzzTest(maxDuration = "10s")
    void aPathHoldsAddressableNamesAndComesBackFromItsLink(FuzzedDataProvider data) throws BadPathException {
        DavPath path;
        try {
            path = DavPath.parse(data.consumeRemainingAsString());
        } catch (BadPathException e) {
            assertEquals(400, e.status());
            return;
        }
        for (String name : path.names()) {
            assertTrue(Names.isAddressable(name));
        }
        String href = path.href("", path.slash());
        assertTrue(href.chars().allMatch(c -> c > ' ' && c < 0x7f), href);
        if (href.length() <= DavPath.MAX_CHARS) {
            assertEquals(path, DavPath.parse(href));
        }
    }

    /** A destination is below the prefix, or refused. */
    @FuzzTest(maxDuration = "10s")
    void aDestinationIsAPathHere(FuzzedDataProvider data) {
        try {
            DavPath path = Destination.parse(data.consumeRemainingAsString(), "http", "localhost:7080", "/dav");
            path.names().forEach(name -> assertTrue(Names.isAddressable(name)));
        } catch (BadPathException e) {
            assertTrue(e.status() == 400 || e.status() == 502);
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(),
                "aPathHoldsAddressableNamesAndComesBackFromItsLink",
                seed -> DavPath.parse(Seeds.text(seed)));
        Seeds.areWhatTheySay(
                getClass(),
                "aDestinationIsAPathHere",
                seed -> Destination.parse(Seeds.text(seed), "http", "localhost:7080", "/dav"));
    }
}
