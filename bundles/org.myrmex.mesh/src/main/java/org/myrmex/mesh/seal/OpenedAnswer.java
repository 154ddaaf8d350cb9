package org.myrmex.mesh.seal;

import org.myrmex.api.routing.AddressRecord;

/**
 * An answer that was for us. The arrays are not to be changed.
 *
 * @param answerer whole keys of whoever gave it
 * @param payload what he said
 * @param answerHash joins the two addresses in a channel ({@code ah}); 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record OpenedAnswer(AddressRecord answerer, byte[] payload, byte[] answerHash) {}
