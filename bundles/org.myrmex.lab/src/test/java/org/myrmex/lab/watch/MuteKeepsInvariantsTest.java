package org.myrmex.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.lab.workload.Exchange;
import org.myrmex.testkit.simulation.LinkQuality;
import org.myrmex.testkit.simulation.VirtualNode;

/** The routing that ships, both variants, on meshes that lose, mix up, kill and start anew. */
class MuteKeepsInvariantsTest {
    private static final int NODES = 60;

    static Stream<Arguments> variantsAndSeeds() {
        return Stream.of(Mute.FIRST_COPY, Mute.RANDOM_QUEUE)
                .flatMap(mute -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(mute, seed)));
    }

    @ParameterizedTest
    @MethodSource("variantsAndSeeds")
    void keepsAllOfThem(Mute mute, long seed) {
        Mesh mesh = new Mesh(mute, seed, NODES, 0.02, 20_000);
        SplittableRandom chance = mesh.world().chance("test");
        List<VirtualNode> dead = new ArrayList<>();
        int found = 0;
        for (int round = 0; round < 40; round++) {
            VirtualNode downloader = living(mesh, chance);
            VirtualNode source = living(mesh, chance);
            if (source != downloader) {
                found += exchange(mesh, downloader, source) ? 1 : 0;
            }
            disturb(mesh, chance, dead);
        }
        assertTrue(found > 20, "found " + found + " of 40");
        assertEquals(0, mesh.world().network().bodies().alive());
    }

    private static boolean exchange(Mesh mesh, VirtualNode downloader, VirtualNode source) {
        Exchange exchange = new Exchange(mesh.world(), downloader, source);
        boolean found = exchange.search();
        for (int i = 0; i < 3; i++) {
            exchange.pair();
        }
        exchange.request(SendOptions.FRESH);
        return found;
    }

    /** A node dies with messages on their way, another comes back without a memory, a third is replaced. */
    private static void disturb(Mesh mesh, SplittableRandom chance, List<VirtualNode> dead) {
        VirtualNode victim = living(mesh, chance);
        mesh.world().watched(() -> victim.query(victim.open()));
        mesh.world().run(8_000);
        mesh.world().watched(() -> mesh.world().network().kill(victim));
        dead.add(victim);
        mesh.world().settle();
        if (dead.size() > 3) {
            VirtualNode back = dead.remove(0);
            mesh.world().watched(() -> mesh.world().network().revive(back));
            for (int i = 0; i < 5; i++) {
                mesh.link(
                        back, other(mesh, chance, back), new LinkQuality(9_000, 20_000, 0.02, LinkQuality.Order.FREE));
            }
        }
        mesh.world().watched(living(mesh, chance)::swap);
        mesh.world().run(1_000_000);
    }

    private static VirtualNode living(Mesh mesh, SplittableRandom chance) {
        VirtualNode node = mesh.nodes().get(chance.nextInt(NODES));
        return node.isAlive() ? node : living(mesh, chance);
    }

    private static VirtualNode other(Mesh mesh, SplittableRandom chance, VirtualNode not) {
        VirtualNode node = living(mesh, chance);
        return node == not ? other(mesh, chance, not) : node;
    }
}
