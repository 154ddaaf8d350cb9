package org.myrmex.sharing.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {
    private static final byte[] HEADER = "test 1\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void threeRecords() throws IOException {
        file = folder.resolve("log");
        append("one", "two", "three");
    }

    @Test
    void recordsAreReadInOrderAfterEachOpening() throws IOException {
        append("four");
        assertEquals(List.of("one", "two", "three", "four"), read());
    }

    @Test
    void whereverItIsTornTheRestIsSound() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length - 1; length >= 0; length--) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<String> sound = read();
            assertEquals(List.of("one", "two", "three").subList(0, sound.size()), sound);
            append("after");
            List<String> expected = new ArrayList<>(sound);
            expected.add("after");
            assertEquals(expected, read(), "torn at " + length);
        }
    }

    @Test
    void noFlippedBitIsBelieved() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(file, flipped);
            List<String> sound = read();
            assertTrue(sound.size() < 3);
            assertEquals(List.of("one", "two", "three").subList(0, sound.size()), sound);
        }
    }

    private void append(String... texts) throws IOException {
        try (RecordLog log = RecordLog.open(file, HEADER, record -> true)) {
            for (String text : texts) {
                log.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
            log.force();
        }
    }

    private List<String> read() throws IOException {
        List<String> texts = new ArrayList<>();
        RecordLog.read(
                file,
                HEADER,
                record -> texts.add(StandardCharsets.UTF_8.decode(record).toString()));
        return texts;
    }
}
