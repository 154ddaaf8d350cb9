/**
 * What a link adds to a connection: hello, flows with credits, fair turns, keep-alive frames. Pure: time comes as an
 * argument and nothing here touches a socket, a clock or a thread, so that the lab runs the same code.
 */
package org.myrmex.mesh.flow;
