package org.myrmex.webdav.search;

import java.text.Normalizer;
import java.util.Locale;

/** Text without differences of case (RFC 5323, 5.18), and of how accents are put together, which no person sees. */
final class Fold {
    private Fold() {}

    static String of(String text) {
        // by way of upper case, where sharp s and final sigma meet their kin
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
