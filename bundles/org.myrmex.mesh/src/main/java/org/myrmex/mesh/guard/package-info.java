/**
 * Who may come in: bans with an end, and how many may come from one network. Pure: time comes as an argument, nothing is
 * locked. What a link does with a misdeed is {@code mesh.internal}'s.
 */
package org.myrmex.mesh.guard;
