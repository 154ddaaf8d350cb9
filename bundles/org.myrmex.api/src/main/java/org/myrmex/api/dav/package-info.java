/**
 * Trees that the WebDAV facade mounts. No servlet type appears here.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.dav;
