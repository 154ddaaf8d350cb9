/**
 * The components: thin, they hand the platform's services to the plain classes of the other packages and back.
 */
package org.myrmex.sharing.internal;
