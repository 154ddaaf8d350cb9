/**
 * Measures the distribution as a process, from outside, beside a rival in the same run. Started by the
 * scripts in {@code itests/benchmarks}; what asserts times belongs nowhere, and what asserts behaviour
 * is a test in the package above.
 */
package org.myrmex.itests.benchmark;
