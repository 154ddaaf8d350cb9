/**
 * Digest authentication (RFC 7616) and what is kept for it: pure, time and secrets come as arguments. Which login is asked,
 * and how often, is the guard's business.
 */
package org.myrmex.http.digest;
