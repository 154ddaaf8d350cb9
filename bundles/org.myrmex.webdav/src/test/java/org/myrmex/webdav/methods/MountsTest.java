package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.path.DavPath;

class MountsTest {
    private final Mounts mounts = new Mounts();

    @Test
    void ofTwoTreesTheOlderStays() {
        MemoryTree older = new MemoryTree();
        MemoryTree younger = new MemoryTree();
        assertEquals(Mounts.Outcome.MOUNTED, mounts.add("a", older));
        assertEquals(Mounts.Outcome.NAME_TAKEN, mounts.add("a", younger));
        assertTrue(!mounts.remove("a", younger), "only its own tree goes");
        assertSame(older, mounts.at(DavPath.ROOT.child("a", true)));
        assertTrue(mounts.remove("a", older));
        assertSame(mounts, mounts.at(DavPath.ROOT.child("a", true)));
    }

    @Test
    void namesMustBeAddressableAndTheirNumberIsBounded() {
        for (String bad : new String[] {"", ".", "..", "a/b", "a\nb"}) {
            assertEquals(Mounts.Outcome.BAD_NAME, mounts.add(bad, new MemoryTree()));
        }
        for (int i = 0; i < Mounts.MAX_TREES; i++) {
            assertEquals(Mounts.Outcome.MOUNTED, mounts.add("t" + i, new MemoryTree()));
        }
        assertEquals(Mounts.Outcome.OVER_LIMIT, mounts.add("one more", new MemoryTree()));
    }
}
