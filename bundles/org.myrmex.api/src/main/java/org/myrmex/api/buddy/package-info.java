/**
 * People and their devices by lasting keys.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.buddy;
