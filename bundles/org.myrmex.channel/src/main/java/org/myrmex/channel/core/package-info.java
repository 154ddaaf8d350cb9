/**
 * The channel protocol without its surroundings: formats, key schedule, both sides of the handshake, sealing, and the
 * conversation that numbers, acknowledges and repeats. No clock, thread, IO, logging or randomness of its own: time and
 * random bytes come as arguments, effects go to {@link org.myrmex.channel.core.ConversationEffects}. Who runs it lives in
 * {@code internal}.
 */
package org.myrmex.channel.core;
