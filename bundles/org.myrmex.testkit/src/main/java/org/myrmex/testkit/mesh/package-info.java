/** The contract that every responder to queries keeps, as an abstract JUnit 5 class, and the answers that it is judged by. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.mesh;
