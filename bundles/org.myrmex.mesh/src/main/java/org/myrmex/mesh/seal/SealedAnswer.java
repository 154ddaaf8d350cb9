package org.myrmex.mesh.seal;

/**
 * An answer ready to be sent. The arrays are not to be changed.
 *
 * @param body as long as a size class
 * @param answerHash joins the two addresses in a channel ({@code ah}); 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedAnswer(byte[] body, byte[] answerHash) {}
