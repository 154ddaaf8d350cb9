/**
 * What changed in a collection since a client was told (RFC 6578): states of members, remembered for a while under the token that names
 * them. Pure: no tree, no clock, no servlet type.
 */
package org.myrmex.webdav.sync;
