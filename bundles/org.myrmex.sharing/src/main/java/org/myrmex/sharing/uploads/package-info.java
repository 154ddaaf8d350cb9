/**
 * Serves blocks of the own shared files over channels. To whom, nobody knows.
 */
package org.myrmex.sharing.uploads;
