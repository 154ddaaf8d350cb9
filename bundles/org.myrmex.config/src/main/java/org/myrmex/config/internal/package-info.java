/**
 * Brings the three layers of configuration into ConfigAdmin: feature, files, command line. Files are read and never
 * written; what a component makes of its values is its own affair.
 */
package org.myrmex.config.internal;
