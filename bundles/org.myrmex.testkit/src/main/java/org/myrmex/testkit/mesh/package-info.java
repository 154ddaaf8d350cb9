/**
 * For services on the mesh: the contract that every responder to queries keeps, as an abstract JUnit 5 class, the answers that
 * it is judged by, and a mesh without a network.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.mesh;
