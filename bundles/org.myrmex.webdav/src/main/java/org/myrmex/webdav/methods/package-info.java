/**
 * What each WebDAV method does to a mounted tree: one small class a method, around an exchange that knows who asks, for what, and
 * until when. Which trees there are is told from outside; where their files lie is theirs.
 */
package org.myrmex.webdav.methods;
