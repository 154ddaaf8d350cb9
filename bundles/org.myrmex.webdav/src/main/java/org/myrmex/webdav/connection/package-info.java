/**
 * Whether whoever asked is still there: the one place that knows which server this runs in, since the servlet API tells of a closed
 * connection only to those who write to it. What ends because of it is decided elsewhere.
 */
package org.myrmex.webdav.connection;
