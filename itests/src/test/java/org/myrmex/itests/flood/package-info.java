/** A routing protocol as a stranger would write one, in a jar of its own: nothing here knows the tests. */
package org.myrmex.itests.flood;
