/** The test network's parts as services, switched on by configuration only. */
package org.myrmex.testkit.network.internal;
