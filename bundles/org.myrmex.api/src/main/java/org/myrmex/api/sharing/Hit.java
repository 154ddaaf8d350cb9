package org.myrmex.api.sharing;

import org.myrmex.api.mesh.Answer;

/**
 * A file that somebody has. Holds no folder, time or share name: a provider does not say more than is asked.
 *
 * @param id what
 * @param sizeBytes how long
 * @param type MIME type, guessed by the provider from the name; at most 100 characters
 * @param name at most 255 bytes of UTF-8, without any path
 * @param answer whose; the way to a channel with the provider
 */
public record Hit(ContentId id, long sizeBytes, String type, String name, Answer answer) {}
