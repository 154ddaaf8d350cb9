/**
 * What was heard on the local network: announcements, their caps and their end, and the TXT record that they carry. Pure: time
 * comes as an argument. Sockets, interfaces and jmdns are the business of the package beside it.
 */
package org.myrmex.discovery.lan.heard;
