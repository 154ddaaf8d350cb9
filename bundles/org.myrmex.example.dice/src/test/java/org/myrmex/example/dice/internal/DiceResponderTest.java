package org.myrmex.example.dice.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.testkit.mesh.QueryResponderContract;
import org.myrmex.testkit.mesh.RecordingAnswers;

class DiceResponderTest extends QueryResponderContract {
    @Override
    protected QueryResponder responder() {
        return new DiceResponder();
    }

    @Override
    protected Query answeredQuery() {
        return new Query("dice", new byte[0]);
    }

    @Test
    void everySideComesUpAndNoOther() {
        DiceResponder responder = new DiceResponder(new SplittableRandom(1));
        TreeSet<String> rolled = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            RecordingAnswers answers = answers(responder, answeredQuery(), 1);
            rolled.add(new String(answers.sent().get(0), StandardCharsets.US_ASCII));
        }
        assertEquals("[1, 2, 3, 4, 5, 6]", rolled.toString());
    }
}
