/**
 * A decorator of routing: counts what goes into the routing below it and what comes out, and changes nothing. The figures,
 * the routing that counts and the command that shows them live here; what routing decides does not.
 */
package org.myrmex.example.counting.internal;
