/**
 * Folders as pages for a browser: no script, everything escaped, since names come from strangers.
 */
package org.myrmex.webdav.page;
