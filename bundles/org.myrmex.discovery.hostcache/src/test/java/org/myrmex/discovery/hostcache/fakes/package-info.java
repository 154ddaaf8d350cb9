/** Real threads, a clock to set, records of real keys, a real HTTP server. */
package org.myrmex.discovery.hostcache.fakes;
