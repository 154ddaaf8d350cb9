/**
 * A plugin that counts what a routing does and lets it do it.
 */
package org.myrmex.example.counting.internal;
