/**
 * The peer's figures as monitors read them: the text format of Prometheus, and what the virtual machine says of itself. The figures
 * of bundles are kept elsewhere, by the platform.
 */
package org.myrmex.http.metrics;
