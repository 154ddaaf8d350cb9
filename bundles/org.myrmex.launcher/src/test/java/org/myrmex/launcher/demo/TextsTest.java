package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void everyParagraphFitsATerminal() {
        Stream.of(Texts.INTRODUCTION, Texts.SEARCH, Texts.FIRST_TRANSFER, Texts.KILL, Texts.NEW_LINKS)
                .flatMap(List::stream)
                .forEach(line -> assertTrue(line.length() <= 81, line));
    }

    @Test
    void theDownloadersPageIsTakenFromItsWelcome() {
        List<String> lines = Texts.next(List.of("identity   abc", "page       http://h:1/login?once=x"), "/tmp/d", 11);
        assertEquals("  page of the downloader   http://h:1/login?once=x", lines.get(2));
        assertEquals("  ./myrmex --home /tmp/d search anthill", lines.get(4));
    }
}
