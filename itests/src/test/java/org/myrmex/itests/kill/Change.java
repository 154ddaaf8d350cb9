package org.myrmex.itests.kill;

import java.util.Map;

/**
 * A request, and what it makes of a world.
 *
 * @param path below the world's folder
 * @param after what is there when it was answered
 */
record Change(String method, String path, Map<String, String> headers, byte[] body, World after) {
    @Override
    public String toString() {
        return method + " " + path + " " + headers;
    }
}
