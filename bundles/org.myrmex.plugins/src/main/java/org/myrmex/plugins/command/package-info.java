/** The commands {@code plugin} and {@code why}, and what the folder says to {@code health}. */
package org.myrmex.plugins.command;
