/** The components: a source of peers that reads caches, and the cache that an operator may open. */
package org.myrmex.discovery.hostcache.internal;
