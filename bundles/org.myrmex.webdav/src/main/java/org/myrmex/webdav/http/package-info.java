/**
 * Rules of HTTP for reading files: ranges, preconditions, dates, what a browser may do with them. Pure: header values in, decisions
 * out, and a body of no bytes; no servlet type.
 */
package org.myrmex.webdav.http;
