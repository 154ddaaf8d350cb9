/**
 * How many may be connected, and how long one may take to ask something: what the server (Jetty) leaves open. What is asked, and by
 * whom, is the guard's business.
 */
package org.myrmex.http.connections;
