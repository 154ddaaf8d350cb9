/**
 * What the platform gives to each plugin: thin components that know the bundle that uses them, and plain classes behind
 * them. The drop folder and the installer will live here too; nothing that a network peer says comes near this package.
 */
package org.myrmex.plugins.internal;
