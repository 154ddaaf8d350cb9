/**
 * What a service sees of the overlay: endpoints with fresh virtual addresses, queries and sealed answers; and, for the channel bundle alone, datagrams.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.mesh;
