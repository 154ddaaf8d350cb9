/**
 * A town of peers that join, look for neighbours and restart, some of them hostile: the keeper of the mesh and the host catcher
 * as they ship, on a clock of their own. Links carry pings and pongs alone; there is no routing here.
 */
package org.myrmex.lab.eclipse;
