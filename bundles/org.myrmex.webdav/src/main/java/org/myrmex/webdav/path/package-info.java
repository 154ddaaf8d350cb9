/**
 * Addresses of resources: request URIs cut into names, names made into links, and what a {@code Destination} may say. Pure: text
 * in, text out; what a path means in a tree is not decided here.
 */
package org.myrmex.webdav.path;
