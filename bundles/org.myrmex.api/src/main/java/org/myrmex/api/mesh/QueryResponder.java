package org.myrmex.api.mesh;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers queries for one service: a service with the property {@link #SERVICE}. Called on a bounded pool after the query was
 * forwarded, so that forwarding never shows whether somebody answers; may block 2 s. Every implementation runs
 * {@code QueryResponderContract} of the testkit.
 */
@ConsumerType
public interface QueryResponder {
    /** Service property: the name of the service that it answers for. */
    String SERVICE = "myrmex.service";

    /**
     * Answers, or does not.
     *
     * @throws Exception counts as no answer and is logged without the query
     */
    void respond(Query query, Answers answers) throws Exception;
}
