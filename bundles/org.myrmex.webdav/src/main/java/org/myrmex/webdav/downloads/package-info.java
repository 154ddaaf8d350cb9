/**
 * The folder of the peer's downloads as a tree that can be written, under the rules of shared folders. Knows which of its files are
 * still on their way; what is downloaded, and how, is the sharing bundle's.
 */
package org.myrmex.webdav.downloads;
