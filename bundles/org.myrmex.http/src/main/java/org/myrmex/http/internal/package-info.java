/**
 * The peer's door for its owner: a guard before everything that the HTTP server offers, the commands as an API, and a plain
 * page. What a command does is not known here.
 */
package org.myrmex.http.internal;
