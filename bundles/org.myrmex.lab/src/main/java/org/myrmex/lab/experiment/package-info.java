/**
 * The experiments: each is one question to the simulator, with parameters, and gives an {@link
 * org.myrmex.lab.experiment.Outcome}. Pure: everything hangs on the seed. Not here: how a command line is read, and how a
 * map is drawn.
 */
package org.myrmex.lab.experiment;
