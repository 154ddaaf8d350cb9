/**
 * A whole plugin: a responder that rolls a die for whoever asks the mesh, and a command that asks. It compiles against
 * {@code org.myrmex.api} and the component annotations, and needs nothing else to run.
 */
package org.myrmex.example.dice.internal;
