/**
 * Who calls, and whether he may: the one place that is asked for a decision.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.access;
