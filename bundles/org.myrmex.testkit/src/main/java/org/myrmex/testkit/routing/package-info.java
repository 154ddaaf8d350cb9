/** The contract that every routing protocol keeps, as an abstract JUnit 5 class. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.routing;
