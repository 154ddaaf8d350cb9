/** Name servers that do what no decent one does, for tests of whatever asks names. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.names;
