/** How often strangers may ask. Pure: the time comes as an argument. */
package org.myrmex.discovery.hostcache.limit;
