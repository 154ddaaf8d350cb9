/**
 * The commands that every peer has. Each asks for the services that it needs when it runs, so that it is there, and says what
 * is missing, in a peer that lacks them.
 */
package org.myrmex.commands.internal.builtin;
