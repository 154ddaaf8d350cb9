/**
 * Where neighbours come from: ranked sources that the mesh asks while it lacks neighbours.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.discovery;
