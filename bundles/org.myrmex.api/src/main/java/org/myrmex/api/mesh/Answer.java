package org.myrmex.api.mesh;

import org.myrmex.api.routing.VirtualAddress;
import org.osgi.annotation.versioning.ProviderType;

/** An opened answer; also the way to a channel with whoever gave it. */
@ProviderType
public interface Answer {
    /** A fresh address of the answerer, made for this query alone; it lives 10 minutes. */
    VirtualAddress from();

    /** What he said, at most {@link Answers#maxPayload} bytes. */
    byte[] payload();

    /** The endpoint that asked. */
    Endpoint askedBy();
}
