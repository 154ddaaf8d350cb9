package org.myrmex.plugins.install;

import java.util.Map;
import org.myrmex.api.event.Topics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Tells whoever listens that a plugin came, changed or went; a peer without events has nobody to tell. */
@Component(service = PluginEvents.class)
public final class PluginEvents {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin admin;

    @Activate
    public PluginEvents() {}

    void post(Map<String, Object> properties) {
        EventAdmin present = admin;
        if (present != null) {
            present.postEvent(new Event(Topics.PLUGIN, properties));
        }
    }
}
