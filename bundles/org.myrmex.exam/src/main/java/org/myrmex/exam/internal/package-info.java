/**
 * The side of the driver that runs in the framework: a Jupiter without a service loader, started for one test at a
 * time, and the translation of its verdict into what crosses class loaders and processes.
 */
package org.myrmex.exam.internal;
