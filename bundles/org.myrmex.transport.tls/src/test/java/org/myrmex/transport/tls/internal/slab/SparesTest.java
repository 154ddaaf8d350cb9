package org.myrmex.transport.tls.internal.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SparesTest {
    private final Spares spares = Spares.onHeap(100, 2);

    private ByteBuffer kept(int bytes) {
        return spares.copyOf(ByteBuffer.allocate(bytes));
    }

    @Test
    void aPieceIsCopiedAndCounted() {
        ByteBuffer piece = ByteBuffer.wrap(new byte[] {1, 2, 3});
        ByteBuffer copy = spares.copyOf(piece.duplicate());
        assertEquals(piece, copy);
        assertEquals(100, spares.bytesInUse());
        spares.giveBack(copy);
        assertEquals(0, spares.bytesInUse());
        assertEquals(100, spares.bytesPooled());
    }

    @Test
    void nothingCostsNothing() {
        ByteBuffer nothing = kept(0);
        assertFalse(nothing.hasRemaining());
        spares.giveBack(nothing);
        assertEquals(0, spares.bytesInUse());
        assertEquals(0, spares.bytesPooled());
    }

    @Test
    void onlySoManyAreKept() {
        List<ByteBuffer> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(kept(10));
        }
        assertEquals(500, spares.bytesInUse());
        all.forEach(spares::giveBack);
        assertEquals(0, spares.bytesInUse());
        assertEquals(200, spares.bytesPooled());
    }

    @Test
    void aLongPieceIsCountedButNotKept() {
        ByteBuffer copy = kept(300);
        assertEquals(300, spares.bytesInUse());
        spares.giveBack(copy);
        assertEquals(0, spares.bytesInUse());
        assertEquals(0, spares.bytesPooled());
    }
}
