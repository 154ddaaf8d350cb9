package org.myrmex.itests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that leaves the machine alone for most of its time: for a silence to be noticed, a record to become old, a transfer whose pace is
 * limited. Such ones run beside all others, one at a time, its methods in their order. What has a processor to do must not be one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("org.myrmex.itests.waiting") // without it, JUnit would run the methods of one class beside each other too
public @interface MostlyWaits {}
