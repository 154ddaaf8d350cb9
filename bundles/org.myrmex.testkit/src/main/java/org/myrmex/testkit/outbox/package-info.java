/**
 * Parts to drive one routing protocol by hand: an outbox that records, and bodies that are counted. Deterministic, no JUnit.
 * Whole networks are the package {@code simulation}'s.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.outbox;
