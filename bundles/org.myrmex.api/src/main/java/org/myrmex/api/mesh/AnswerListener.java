package org.myrmex.api.mesh;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of answers. */
@ConsumerType
public interface AnswerListener {
    /** An answer that was sealed for us and opened; called once for each, on one thread of the platform. */
    void answered(Answer answer);
}
