/**
 * What the platform gives to a plugin, in the hands of a test: threads that are none, or as many as
 * were asked for, a home in a folder, figures in a map, and time that passes when it says so.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.plugin;
