/**
 * The HTTP server beyond loopback: HTTPS in place of HTTP, with a certificate made for the home. What the server is told goes
 * through here before it opens anything. Who comes in is decided elsewhere, by the guard.
 */
package org.myrmex.https.internal;
