/**
 * What the platform gives to a plugin: pools, timers, a folder, a clock, metrics, health.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.plugin;
