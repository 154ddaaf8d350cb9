/** Reads lists from caches by HTTP. */
package org.myrmex.discovery.hostcache.read;
