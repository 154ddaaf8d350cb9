/**
 * A stream of changes to a network drive, and what must be there when it is cut off at any moment: what was before the last change, or
 * what is after it.
 */
package org.myrmex.itests.kill;
