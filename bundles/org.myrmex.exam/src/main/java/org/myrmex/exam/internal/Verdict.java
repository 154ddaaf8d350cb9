package org.myrmex.exam.internal;

import java.util.concurrent.CancellationException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What came out of a run: the first failure, else the first reason not to run, else that something ran. */
final class Verdict implements TestExecutionListener {
    private static final int CAUSES_LIMIT = 20; // Causes may run in a circle.

    private int finished;
    private Throwable failure;
    private String skipped;

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skip(reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            finished++;
        }
        Throwable thrown = result.getThrowable().orElse(null);
        switch (result.getStatus()) {
            case FAILED -> failure = failure == null ? thrown : failure;
            case ABORTED -> skip(thrown == null ? "aborted" : thrown.getMessage());
            case SUCCESSFUL -> {}
        }
    }

    private void skip(String reason) {
        skipped = skipped == null ? String.valueOf(reason) : skipped;
    }

    /** Returns if the test passed. What it throws otherwise is of Java's own types, which every class loader knows. */
    void proclaim(String uniqueId) {
        if (failure != null) {
            throw copy(failure, CAUSES_LIMIT);
        }
        if (skipped != null) {
            throw new CancellationException(skipped);
        }
        if (finished == 0) {
            throw new AssertionError("inside the framework there is no test " + uniqueId);
        }
    }

    private static AssertionError copy(Throwable original, int limit) {
        Throwable cause = limit == 0 ? null : original.getCause();
        AssertionError copy = new AssertionError(original.toString(), cause == null ? null : copy(cause, limit - 1));
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }
}
