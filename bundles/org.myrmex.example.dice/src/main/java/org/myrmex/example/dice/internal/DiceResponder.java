package org.myrmex.example.dice.internal;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.myrmex.api.mesh.Answers;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Rolls a die for whoever asks. The asker does not learn who we are, nor do we learn who asks. */
@Component(property = QueryResponder.SERVICE + "=" + Roll.SERVICE)
public final class DiceResponder implements QueryResponder {
    private final RandomGenerator random;

    @Activate
    public DiceResponder() {
        this(new SecureRandom());
    }

    /** For tests, which know what will be rolled. */
    DiceResponder(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void respond(Query query, Answers answers) {
        answers.send(new Roll(1 + random.nextInt(Roll.SIDES)).encode());
    }
}
