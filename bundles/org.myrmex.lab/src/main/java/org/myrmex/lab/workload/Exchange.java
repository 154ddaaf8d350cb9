package org.myrmex.lab.workload;

import java.util.Optional;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * A downloader and a source, step by step as in MUTE's experiment: nothing new starts before everything in flight has
 * arrived. One exchange for a node at a time.
 */
public final class Exchange {
    /** A request for one block: the class of probes. */
    public static final int REQUEST_BYTES = 1024;
    /** A block of 16 KiB in its class. */
    public static final int BLOCK_BYTES = 16_896;

    private final World world;
    private final VirtualNode downloader;
    private final VirtualNode source;
    private final VirtualAddress asker;
    private final VirtualAddress owner;
    private int hops;

    public Exchange(World world, VirtualNode downloader, VirtualNode source) {
        this.world = world;
        this.downloader = downloader;
        this.source = source;
        this.asker = downloader.open();
        this.owner = source.open();
    }

    /** The downloader asks everybody and the source answers. @return whether the answer came and could be opened */
    public boolean search() {
        Body body = world.sealing().query(world.network(), downloader.keys(asker));
        Search search = new Search(body);
        source.application((node, message, crossed) -> search.heard(message));
        downloader.application((node, message, crossed) -> search.answered(message, crossed));
        body.retain();
        try {
            world.watched(() -> downloader.query(asker, body));
            world.settle();
        } finally {
            body.release();
        }
        return search.opened;
    }

    /** A request and then a block, along known scents. @return whether both arrived */
    public boolean pair() {
        return request(SendOptions.DEFAULT) && block(SendOptions.DEFAULT);
    }

    /** @return whether it arrived */
    public boolean request(SendOptions options) {
        return oneWay(downloader, source, asker, owner, REQUEST_BYTES, options);
    }

    /** @return whether it arrived */
    public boolean block(SendOptions options) {
        return oneWay(source, downloader, owner, asker, BLOCK_BYTES, options);
    }

    /** Links that the last message crossed that arrived. */
    public int hops() {
        return hops;
    }

    /** The downloader's address. */
    public VirtualAddress asker() {
        return asker;
    }

    /** The source's address. */
    public VirtualAddress owner() {
        return owner;
    }

    private boolean oneWay(
            VirtualNode from,
            VirtualNode to,
            VirtualAddress mine,
            VirtualAddress yours,
            int bytes,
            SendOptions options) {
        boolean[] arrived = {false};
        to.application((node, message, crossed) -> {
            if (message.kind() == MessageKind.DATAGRAM && message.to().equals(yours)) {
                arrived[0] = true;
                hops = crossed;
            }
        });
        world.watched(() -> from.send(mine, yours, bytes, options));
        world.settle();
        return arrived[0];
    }

    /** One search under way. */
    private final class Search {
        private final Body query;
        private boolean heard;
        private boolean opened;

        Search(Body query) {
            this.query = query;
        }

        private void heard(Message message) {
            // others may ask too, or in the asker's name with what cannot be answered
            if (message.kind() != MessageKind.QUERY || heard || !message.from().equals(asker)) {
                return;
            }
            Optional<Body> sealed = world.sealing().answer(world.network(), source.keys(owner), message);
            heard = sealed.isPresent();
            sealed.ifPresent(answer ->
                    world.network().work(world.sealing().sealMicros(), () -> source.answer(owner, message, answer)));
        }

        private void answered(Message message, int crossed) {
            if (message.kind() == MessageKind.ANSWER) {
                hops = crossed;
                opened |= world.sealing().opens(downloader.keys(asker), query, message);
            }
        }
    }
}
