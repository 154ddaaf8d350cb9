/**
 * The components: the servlet, the trees that are mounted, those that this bundle brings along. Thin: what they do lives in the
 * other packages.
 */
package org.myrmex.webdav.internal;
