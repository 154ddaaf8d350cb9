package org.myrmex.testkit.mesh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;

/** What every responder does. A query comes from anybody, so most tests are about nonsense and about haste. */
public abstract class QueryResponderContract {
    /** What a responder may block, and half a second for a slow machine. */
    private static final Duration LIMIT = Duration.ofMillis(2500);

    private static final int PLENTY = 1000;

    private static final int NONSENSE_QUERIES = 50;
    private static final int THREADS = 4;

    /** A responder that has something to say to {@link #answeredQuery}. */
    protected abstract QueryResponder responder();

    /** A query that is answered. */
    protected abstract Query answeredQuery();

    @Test
    void whatItKnowsItAnswers() {
        assertFalse(answers(responder(), answeredQuery(), PLENTY).sent().isEmpty());
    }

    @Test
    void theQueryStaysAsItWas() {
        Query query = answeredQuery();
        byte[] before = query.payload().clone();
        answers(responder(), query, PLENTY);
        assertArrayEquals(before, query.payload());
    }

    @Test
    void itStopsWhenNothingMoreIsTaken() {
        for (int room : new int[] {0, 1}) {
            assertFalse(answers(responder(), answeredQuery(), room).sentAfterRefusal());
        }
    }

    /** Each exception would be a line in the log, and anybody can send nonsense. */
    @Test
    void nonsenseThrowsNothing() {
        QueryResponder responder = responder();
        String service = answeredQuery().service();
        answers(responder, new Query(service, new byte[0]), PLENTY);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < NONSENSE_QUERIES; i++) {
            byte[] nonsense = new byte[1 + random.nextInt(InstantMesh.MAX_QUERY)];
            random.nextBytes(nonsense);
            answers(responder, new Query(service, nonsense), PLENTY);
        }
    }

    @Test
    void itAnswersSeveralAtOnce() throws InterruptedException {
        QueryResponder responder = responder();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<RecordingAnswers>> asked = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                asked.add(pool.submit(() -> answers(responder, answeredQuery(), PLENTY)));
            }
            for (Future<RecordingAnswers> answers : asked) {
                assertFalse(result(answers).sent().isEmpty());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void itAnswersTheNextQueryToo() {
        QueryResponder responder = responder();
        assertEquals(1, answers(responder, answeredQuery(), 1).sent().size());
        assertEquals(1, answers(responder, answeredQuery(), 1).sent().size());
    }

    /** Lets the responder answer within its time. */
    protected static RecordingAnswers answers(QueryResponder responder, Query query, int room) {
        RecordingAnswers answers = new RecordingAnswers(room);
        assertTimeout(LIMIT, () -> responder.respond(query, answers));
        return answers;
    }

    private static RecordingAnswers result(Future<RecordingAnswers> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
