package org.myrmex.api.sharing;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Searches the network. One instance a bundle. Any thread. */
@ProviderType
public interface Searches {
    /**
     * Asks everybody. The words are public.
     *
     * @param words what a name must have, all of them
     * @param hits told of each hit once, on one thread of the platform
     * @throws IllegalArgumentException when there is no word of 2 letters or more, or too much of them; one line
     */
    ShareSearch search(String words, Consumer<Hit> hits);
}
