/**
 * End-to-end sealed, reliable, ordered message channels between two virtual addresses.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.channel;
