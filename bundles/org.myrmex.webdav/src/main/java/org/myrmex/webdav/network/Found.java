package org.myrmex.webdav.network;

import org.myrmex.api.sharing.ContentId;

/**
 * A file of a search's folder.
 *
 * @param name that it has there
 */
record Found(String name, ContentId id, long sizeBytes) {}
