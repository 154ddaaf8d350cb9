/**
 * Topics of the peer's events and the properties that each one carries.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.event;
