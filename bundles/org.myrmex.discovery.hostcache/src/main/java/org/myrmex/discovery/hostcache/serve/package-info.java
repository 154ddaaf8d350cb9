/** Serves a list by HTTP, and nothing else. The only package that knows Jetty: it is loaded when a door is opened. */
package org.myrmex.discovery.hostcache.serve;
