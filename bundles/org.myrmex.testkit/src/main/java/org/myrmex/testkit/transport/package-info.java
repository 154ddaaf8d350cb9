/**
 * The contract of a {@code Transport} as tests, and what such tests need: a recorder of events, keys, bodies that are
 * counted. Needs JUnit; what runs in a peer is in the package {@code network}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.transport;
