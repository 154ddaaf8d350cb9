/**
 * Shares, searches and downloads: what the command line, the page and WebDAV are built on.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.sharing;
