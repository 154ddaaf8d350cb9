/**
 * What a SEARCH asks (RFC 5323): read within bounds, and whether a resource satisfies it. Pure: no tree, no clock, no servlet type.
 */
package org.myrmex.webdav.search;
