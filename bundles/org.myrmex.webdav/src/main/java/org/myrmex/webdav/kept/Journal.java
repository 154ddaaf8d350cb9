package org.myrmex.webdav.kept;

/** Changes of files that properties and locks must follow, written down before they are made. Any thread. */
public final class Journal {}
