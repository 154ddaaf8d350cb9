package org.myrmex.commands.internal.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.command.UsageException;

class OptionsTest {
    @Test
    void optionsMayStandAmongTheWords() {
        Options.Parsed parsed = search("blue", "--wait", "5s", "danube");
        assertEquals(List.of("blue", "danube"), parsed.words());
        assertEquals(Optional.of("5s"), parsed.value("--wait"));
        assertFalse(parsed.has("--why"));
        assertTrue(search("--why", "a").has("--why"));
    }

    @Test
    void anUnknownOptionIsWrongUsageInOneLineWithTheRemedy() {
        UsageException wrong = assertThrows(UsageException.class, () -> search("blue", "--wiat", "5s"));
        assertTrue(wrong.getMessage().contains("--wiat"), wrong.getMessage());
        assertTrue(wrong.getMessage().endsWith("; see: myrmex help search"), wrong.getMessage());
        assertEquals(1, wrong.getMessage().lines().count());
    }

    @Test
    void tooFewOrTooManyWordsAreWrongUsage() {
        assertThrows(UsageException.class, () -> search());
        assertThrows(UsageException.class, () -> search("blue", ""));
        assertEquals(
                "unexpected word 'now'; see: myrmex help status",
                assertThrows(UsageException.class, () -> Options.of("status").parse(List.of("now")))
                        .getMessage());
        assertThrows(
                UsageException.class, () -> Options.of("why").words("NAME", 1).parse(List.of("a", "b")));
        assertThrows(UsageException.class, () -> search("a", "--wait"));
    }

    @Test
    void aWordThatBeginsWithADashFollowsTwoDashes() {
        assertEquals(List.of("-loud"), search("--", "-loud").words());
    }

    private static Options.Parsed search(String... args) {
        return Options.of("search")
                .option("--wait")
                .flag("--why")
                .words("WORDS", 3)
                .parse(List.of(args));
    }
}
