/**
 * Stand-ins for the platform and the network: time that the test turns, and peers joined in memory whose channels can be
 * cut, silenced and tampered with.
 */
package org.myrmex.sharing.fakes;
