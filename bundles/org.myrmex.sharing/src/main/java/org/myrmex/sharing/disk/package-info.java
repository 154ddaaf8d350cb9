/**
 * Small things about files: logs of records that survive a crash, safe names, what to tell a person when a disk refuses, and
 * how fast to go.
 */
package org.myrmex.sharing.disk;
