package org.myrmex.sharing.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts of strangers: UTF-8 to the letter, and nothing in them that steers a terminal or turns the reading direction. */
final class Text {
    private Text() {}

    static String read(ByteBuffer in, int length) throws MalformedException {
        if (in.remaining() < length) {
            throw new MalformedException("text");
        }
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("text is not UTF-8");
        }
        if (!isPlain(text)) {
            throw new MalformedException("text with control characters");
        }
        return text;
    }

    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Text::steers);
    }

    static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> !isJoiner(codePoint);
            default -> false;
        };
    }

    /** Scripts of India and Iran, and emoji, need the two joiners. */
    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D;
    }
}
