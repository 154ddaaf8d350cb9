/**
 * Reads the rules of services and decides whom a request belongs to. Pure: no servlet, no service, no clock.
 */
package org.myrmex.requests.rule;
