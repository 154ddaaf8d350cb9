/**
 * A plugin that mounts zip files as folders: a tree of WebDAV.
 */
package org.myrmex.example.zip.internal;
