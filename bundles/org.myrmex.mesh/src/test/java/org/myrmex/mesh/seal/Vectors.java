package org.myrmex.mesh.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Properties;

/** Published test vectors; each file names its source. */
final class Vectors {
    private final Properties values = new Properties();

    Vectors(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream(file)) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String name) {
        return HexFormat.of().parseHex(text(name));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    private String text(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("no vector " + name);
        }
        return value;
    }
}
