package org.myrmex.webdav.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
    private static Preferences of(String line) {
        return Preferences.parse(List.of(line), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return=minimal",
                "Return = \"Minimal\"",
                "wait=10, return=minimal; x=y",
                " return\t=minimal , respond-async",
                "return=minimal;"
            })
    void lessIsAskedForInAllSpellings(String line) {
        assertEquals(new Preferences(true, false), of(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth-noroot", "wait=1,DEPTH-NOROOT", "depth-noroot=\"\"", "depth-noroot; a=b"})
    void theCollectionItselfIsNotWanted(String line) {
        assertEquals(new Preferences(false, true), of(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth-no root",
                "depth-no\"root",
                "depth-noroot=1",
                "return=mini mal",
                "return",
                "=minimal",
                "return=\"minimal",
                ";return=minimal",
                ",;=\"\"",
                ""
            })
    void whatIsNoPreferenceIsPassedOver(String line) {
        assertEquals(new Preferences(false, false), of(line));
    }
}
