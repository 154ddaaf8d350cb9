/**
 * Writes what all bundles log into one rotated file in the home. pax-logging-api gives the bundles SLF4J and the OSGi
 * log service and hands every call to the {@code PaxLoggingService} of this bundle. The ready-made back ends are not
 * used: they reset java.util.logging for the whole process, look up the machine's name and cost a third of a second of
 * the start.
 */
package org.myrmex.log.internal;
