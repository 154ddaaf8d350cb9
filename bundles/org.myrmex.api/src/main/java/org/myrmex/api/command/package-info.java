/**
 * Commands of the running peer: a plugin's commands are there the moment it is dropped in.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.command;
