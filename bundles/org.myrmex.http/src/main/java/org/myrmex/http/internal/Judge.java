package org.myrmex.http.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.myrmex.api.plugin.Clock;
import org.myrmex.http.connections.Networks;
import org.myrmex.http.digest.Challenges;
import org.myrmex.http.digest.Challenges.Worth;
import org.myrmex.http.digest.DigestAnswer;
import org.myrmex.http.digest.Login;
import org.myrmex.http.digest.Nonces;
import org.myrmex.http.internal.Patience.Guesser;

/**
 * Looks at keys that are shown. The token and the home's secret are beyond guessing and are looked at always; a person's password is not
 * while whoever shows it has to wait.
 */
final class Judge {
    private final Keys keys;
    private final Clock clock;
    private final Challenges challenges;
    private final Attempts attempts = new Attempts();
    private final Patience patience = new Patience();
    private final Strangers strangers = new Strangers();

    Judge(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.challenges = new Challenges(keys.logins().realm(), new Nonces(Secrets.bytes()));
    }

    /** What a 401 asks a client for that mounts. */
    List<String> offers(String agent, boolean stale) {
        return challenges.offers(agent, stale, clock.nowMicros());
    }

    Ruling token(String guess) {
        return keys.isToken(guess) ? Ruling.of(Verdict.OWNER) : wrong(Verdict.NO_KEY);
    }

    Ruling basic(String user, String password, Knock knock) {
        if (keys.logins().ofHome().isPassword(user, password)) {
            return Ruling.of(Verdict.OWNER);
        }
        // The same for the same guess, whether there is such a user or not.
        String guess =
                Login.of(Credentials.USER, keys.logins().realm(), password).sha256();
        return chosen(
                user, knock, Optional.of(guess), login -> login.isPassword(user, password) ? Worth.RIGHT : Worth.WRONG);
    }

    Ruling digest(DigestAnswer answer, Knock knock) {
        long nowMicros = clock.nowMicros();
        Worth worth = challenges.worth(
                answer, knock.method(), knock.uri(), keys.logins().ofHome(), nowMicros);
        if (worth != Worth.WRONG) {
            return worth == Worth.RIGHT ? Ruling.of(Verdict.OWNER) : Ruling.askAgain();
        }
        return chosen(
                answer.user(),
                knock,
                Optional.empty(),
                login -> challenges.worth(answer, knock.method(), knock.uri(), login, nowMicros));
    }

    /** What is no key of any kind. */
    Ruling wrong(Verdict otherwise) {
        synchronized (patience) {
            return attempts.note(clock.nowMicros()) ? Ruling.of(otherwise) : Ruling.later(Attempts.WINDOW_MICROS);
        }
    }

    private Ruling chosen(String user, Knock knock, Optional<String> guess, Function<Login, Worth> look) {
        String network = Networks.of(knock.remoteAddress());
        Guesser guesser = new Guesser(user, network, knock.agent());
        // One after the other: of two at once the second would not wait for the first.
        synchronized (patience) {
            long nowMicros = clock.nowMicros();
            Guesser counted = patience.counted(guesser, nowMicros);
            long waitMicros = patience.waitMicros(counted, nowMicros);
            if (waitMicros > 0) {
                return Ruling.later(waitMicros);
            }
            boolean friend = patience.isFriend(network);
            if (!friend && strangers.isFull(nowMicros)) {
                return Ruling.later(Strangers.WINDOW_MICROS);
            }
            Worth worth = keys.logins().chosen().map(look).orElse(Worth.WRONG);
            if (worth == Worth.RIGHT) {
                patience.right(guesser);
                return Ruling.of(Verdict.OWNER);
            }
            if (worth == Worth.STALE) {
                return Ruling.askAgain();
            }
            patience.wrong(counted, guess, nowMicros);
            if (!friend) {
                strangers.note(network, nowMicros);
            }
            return wrong(Verdict.NO_PASSWORD);
        }
    }
}
