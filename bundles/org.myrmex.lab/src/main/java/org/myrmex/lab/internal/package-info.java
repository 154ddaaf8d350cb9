/** The command {@code lab}: reads what was typed, runs an experiment, shows its outcome. */
package org.myrmex.lab.internal;
