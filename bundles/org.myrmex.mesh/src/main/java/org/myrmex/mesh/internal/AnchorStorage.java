package org.myrmex.mesh.internal;

import java.io.IOException;
import java.util.List;
import org.myrmex.api.transport.PeerAddress;

/** Where the neighbours that the next run dials first are kept. */
interface AnchorStorage {
    /** Replaces them: a crash leaves the old ones or the new. Blocks. */
    void store(List<PeerAddress> anchors) throws IOException;
}
