/**
 * Who looks on: what happened last, and what must always hold. Observers only look; they throw to end a run.
 */
package org.myrmex.lab.watch;
