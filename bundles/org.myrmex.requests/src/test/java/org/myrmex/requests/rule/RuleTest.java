package org.myrmex.requests.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.request.RequestRule;

class RuleTest {
    @Test
    void allPropertiesHaveToFitAndOneAlternativeOfEach() throws BadRuleException {
        Rule rule = Rule.parse(Map.of(
                RequestRule.METHOD,
                new String[] {"PUT", "POST"},
                RequestRule.PATH,
                List.of("/a/*", "/b"),
                RequestRule.TYPE,
                "image/*",
                RequestRule.HEADER,
                "Accept: *json*"));
        assertTrue(rule.fits(asked("PUT", "/a/x", "image/png", "application/json")));
        assertTrue(rule.fits(asked("POST", "/b", "IMAGE/gif", "text/html, application/json;q=1")));
        assertFalse(rule.fits(asked("GET", "/a/x", "image/png", "application/json")));
        assertFalse(rule.fits(asked("put", "/a/x", "image/png", "application/json")), "methods know capitals");
        assertFalse(rule.fits(asked("PUT", "/c", "image/png", "application/json")));
        assertFalse(rule.fits(asked("PUT", "/b", "text/plain", "application/json")));
        assertFalse(rule.fits(asked("PUT", "/b", null, "application/json")), "no body, no type");
        assertFalse(rule.fits(asked("PUT", "/b", "image/png", "text/html")));
        assertFalse(rule.fits(asked("PUT", "/b", "image/png")));
    }

    @Test
    void oneOfSeveralHeadersOfTheNameIsEnough() throws BadRuleException {
        Rule rule = Rule.parse(Map.of(RequestRule.HEADER, "Accept:text/*"));
        assertTrue(rule.fits(asked("GET", "/", null, "image/png", " text/html ")));
    }

    @Test
    void theWholeTypeIsAskedFor() throws BadRuleException {
        Rule all = Rule.parse(Map.of(RequestRule.TYPE, "*/*"));
        assertTrue(all.fits(asked("PUT", "/", "a/b")));
        assertFalse(all.fits(asked("PUT", "/", null)));
        assertFalse(Rule.parse(Map.of(RequestRule.TYPE, "image/*")).fits(asked("PUT", "/", "image/a/b")));
    }

    @Test
    void aRuleThatTakesEverythingIsRefused() {
        assertBad("take everything", Map.of());
        assertBad("at least one", Map.of(RequestRule.PATH, List.of()));
        assertBad("at least one", Map.of(RequestRule.METHOD, "PUT", RequestRule.PATH, new String[0]));
    }

    @Test
    void whatCannotBeReadSaysHowItIsToBe() {
        assertBad("a method", Map.of(RequestRule.METHOD, "PUT it"));
        assertBad("a method", Map.of(RequestRule.METHOD, "*"));
        assertBad("begins with /", Map.of(RequestRule.PATH, "journal"));
        assertBad("such as image/*", Map.of(RequestRule.TYPE, "image"));
        assertBad("such as image/*", Map.of(RequestRule.TYPE, "text/plain; charset=x"));
        assertBad("Accept", Map.of(RequestRule.HEADER, "json"));
        assertBad("Accept", Map.of(RequestRule.HEADER, ": json"));
        assertBad("a string", Map.of(RequestRule.PATH, 7));
        assertBad("a string", Map.of(RequestRule.PATH, List.of("/a", 7)));
        assertBad("1 to", Map.of(RequestRule.PATH, ""));
        assertBad("1 to", Map.of(RequestRule.PATH, "/" + "a".repeat(Rule.MAX_CHARACTERS)));
        assertBad("at most", Map.of(RequestRule.PATH, Collections.nCopies(Rule.MAX_ALTERNATIVES + 1, "/a")));
    }

    private static void assertBad(String words, Map<String, ?> properties) {
        BadRuleException bad = assertThrows(BadRuleException.class, () -> Rule.parse(properties));
        assertTrue(bad.getMessage().contains(words), bad.getMessage());
        assertEquals(1, bad.getMessage().lines().count());
    }

    private static Asked asked(String method, String path, String type, String... accepts) {
        return new Asked(
                method,
                path,
                Optional.ofNullable(type),
                name -> name.equalsIgnoreCase("accept") ? Arrays.asList(accepts) : List.of());
    }
}
