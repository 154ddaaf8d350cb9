/**
 * Parts to drive a routing protocol in virtual time: an outbox that records, bodies that are counted, and a network of nodes
 * and links with one queue. Everything here is deterministic and needs no JUnit. Not here: bandwidth, loss and hostile nodes.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.outbox;
