package org.myrmex.channel.core;

/**
 * What a conversation is given besides its keys.
 *
 * @param silenceMicros nothing heard for so long: the peer is lost
 * @param budget shared by all conversations
 */
public record Setting(long silenceMicros, Budget budget, ConversationEffects effects) {}
