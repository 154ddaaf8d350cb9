/**
 * The own shared folders as a tree that can be written. Holds the rules of what a path may reach on the disk: never through a link,
 * never the peer's own files. What is shared and what of it is found by searches is decided elsewhere.
 */
package org.myrmex.webdav.shares;
