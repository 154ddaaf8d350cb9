/**
 * Parts of a test network that also run in a peer: a transport that adds delay. Needs no JUnit, so that the demonstration can
 * use it. Recorders and contract tests are in the package {@code transport}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.network;
