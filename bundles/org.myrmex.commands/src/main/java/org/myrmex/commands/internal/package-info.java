/**
 * Runs commands: finds the one that is meant, asks whether the caller may, and turns what it prints into lines. The commands
 * themselves live in {@code builtin} and in other bundles.
 */
package org.myrmex.commands.internal;
