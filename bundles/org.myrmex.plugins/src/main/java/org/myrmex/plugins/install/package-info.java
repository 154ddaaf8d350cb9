/**
 * The drop folder, done: looks at the disk, reads each file once, and brings the framework to what the folder holds. One lane
 * does all of it in order; bundles are started beside it, so that one that hangs holds up nobody.
 */
package org.myrmex.plugins.install;
