/**
 * A whole plugin: zip files as folders of the WebDAV facade. {@code ZipDirectory} reads what an archive says of itself and trusts
 * none of it, {@code Archives} keeps what was read, {@code ZipTree} is the {@code DavTree}. Nothing is ever unpacked to a disk.
 */
package org.myrmex.example.zip.internal;
