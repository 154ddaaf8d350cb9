/**
 * Rules of HTTP for reading files: ranges, preconditions, dates, what a browser may do with them. Pure: header values in, decisions
 * out; no servlet type.
 */
package org.myrmex.webdav.http;
