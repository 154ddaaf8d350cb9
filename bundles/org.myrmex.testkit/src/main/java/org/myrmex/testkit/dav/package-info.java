/**
 * The contracts that every tree of the WebDAV facade keeps, as abstract JUnit 5 classes, and what drives a tree without the
 * facade: calls, bodies, a tree in memory.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.dav;
