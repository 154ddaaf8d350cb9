package org.myrmex.lab.workload;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.simulation.Application;
import org.myrmex.testkit.simulation.VirtualNode;

/** Many uses of one network at once: gives each message to whoever uses its address. */
public final class Switchboard implements Application {
    /** Most addresses in use at once. */
    public static final int MAX_LINES = 200_000;

    private final Map<VirtualAddress, Application> lines = new LinkedHashMap<>();

    /** Takes what comes for an own address; for the address of an asker, also his queries as each node hears them. */
    public void line(VirtualAddress address, Application told) {
        if (lines.size() >= MAX_LINES) {
            throw new IllegalStateException("more than " + MAX_LINES + " addresses at one switchboard");
        }
        lines.put(address, told);
    }

    public void hangUp(VirtualAddress address) {
        lines.remove(address);
    }

    @Override
    public void delivered(VirtualNode node, Message message, int hops) {
        Application told = lines.get(message.kind() == MessageKind.QUERY ? message.from() : message.to());
        if (told != null) {
            told.delivered(node, message, hops);
        }
    }
}
