/** The list that a host cache serves, as bytes. Pure: no IO, clock or thread. */
package org.myrmex.discovery.hostcache.list;
