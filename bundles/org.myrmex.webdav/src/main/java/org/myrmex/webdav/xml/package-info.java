/**
 * XML of WebDAV: bodies of strangers read within bounds and without document types, answers written as they come. No servlet type
 * and no tree.
 */
package org.myrmex.webdav.xml;
