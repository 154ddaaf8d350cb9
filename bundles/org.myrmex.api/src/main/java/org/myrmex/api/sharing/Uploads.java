package org.myrmex.api.sharing;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What this peer serves now. To whom, nobody knows. Any thread. */
@ProviderType
public interface Uploads {
    List<Upload> list();

    /** Bytes of blocks served since the start. */
    long servedBytes();

    /**
     * One channel that asks for blocks.
     *
     * @param name of the own file
     * @param sentBytes so far
     */
    record Upload(String name, ContentId id, long sentBytes) {}
}
