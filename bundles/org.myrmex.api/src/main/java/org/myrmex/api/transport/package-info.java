/**
 * Neighbour connections: sockets, authentication and cutting frames, nothing else. Imports no other API package. Hello, flows, credits, keep-alive and renewal live above, in the mesh, so that they are the same over every transport.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.transport;
