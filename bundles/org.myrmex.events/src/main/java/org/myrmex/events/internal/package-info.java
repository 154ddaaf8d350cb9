/**
 * The event service: {@code EventAdmin} with a queue for each handler, so that a slow one holds up nobody else. What the topics
 * are and what they carry is said in {@code org.myrmex.api.event}; how events get to browsers is the http bundle's.
 */
@Capability(
        namespace = "osgi.implementation",
        name = EventConstants.EVENT_ADMIN_IMPLEMENTATION,
        version = EventConstants.EVENT_ADMIN_SPECIFICATION_VERSION,
        uses = EventAdmin.class)
package org.myrmex.events.internal;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
