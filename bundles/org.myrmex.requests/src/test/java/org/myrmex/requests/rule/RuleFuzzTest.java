package org.myrmex.requests.rule;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.myrmex.api.request.RequestRule;

class RuleFuzzTest {
    private static final String[] KEYS = {
        RequestRule.METHOD, RequestRule.PATH, RequestRule.TYPE, RequestRule.HEADER, "other"
    };

    /** Whatever the properties are: a rule that decides about any request, or the one exception. */
    @FuzzTest(maxDuration = "10s")
    void anyPropertiesAreARuleOrARefusal(FuzzedDataProvider data) {
        Map<String, Object> properties = new TreeMap<>();
        for (int i = data.consumeInt(0, 6); i > 0; i--) {
            String text = data.consumeString(64);
            Object value = data.consumeBoolean() ? text : new String[] {text, data.consumeString(64)};
            properties.put(data.pickValue(KEYS), value);
        }
        Asked asked = new Asked(
                data.consumeString(8),
                data.consumeString(64),
                Optional.of(data.consumeString(16)),
                name -> List.of(data.consumeString(16)));
        try {
            Rule rule = Rule.parse(properties);
            boolean ruled = properties.keySet().stream().anyMatch(key -> key.startsWith("myrmex.request."));
            if (!ruled) {
                throw new AssertionError("takes everything");
            }
            rule.fits(asked);
        } catch (BadRuleException e) {
            if (e.getMessage().lines().count() != 1) {
                throw new AssertionError("not one line", e);
            }
        }
    }
}
