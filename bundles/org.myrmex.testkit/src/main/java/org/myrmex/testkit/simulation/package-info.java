/**
 * A network of nodes in virtual time, which drives any routing protocol through the public interface of routing: one queue
 * ordered by time and sequence, links with delay, jitter, loss and reordering, nodes that come and go. The same seed gives the
 * same run on every machine. The contract tests and the lab stand on it. Deterministic, no clock, no thread, no JUnit. Not
 * here: which topologies, workloads and attackers there are; that is the lab's.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.simulation;
