package org.myrmex.routing.mute.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** MUTE's printed experiment: the same rules on the recovered graph give the printed loads. */
class MuteExperimentTest {
    private static final List<String> NAMES = Stream.concat(
                    IntStream.rangeClosed(0, 10).mapToObj(String::valueOf), Stream.of("D", "S"))
            .toList();

    private final Experiment experiment = Experiment.load();

    @Test
    void theFirstThreeTablesComeOutAsPrinted() {
        ExperimentRun run = new ExperimentRun(experiment, new MuteRoutingFactory(), NAMES, 1, 0);
        run.search();
        print("search", run.load(), experiment.steps().get(0).load());
        assertEquals(41, run.queryCopies());
        assertEquals(experiment.steps().get(0).load(), run.load());
        run.transfer(experiment.steps().get(1));
        print("transfer", run.load(), experiment.steps().get(1).load());
        assertEquals(experiment.steps().get(1).load(), run.load());
        assertEquals(experiment.route(), run.route());
        run.transfer(experiment.steps().get(2));
        print("node 3 killed", run.load(), experiment.steps().get(2).load());
        assertEquals(experiment.steps().get(2).load(), run.load());
        assertEquals(0, run.bodiesAlive());
    }

    @Test
    void afterTheBridgeDiedAWayOverTheNewLinksIsFound() {
        ExperimentRun run = new ExperimentRun(experiment, new MuteRoutingFactory(), NAMES, 1, 0);
        run.search();
        experiment.steps().subList(1, 4).forEach(run::transfer);
        print("node 4 killed", run.load(), experiment.steps().get(3).load());
        List<String> route = run.route();
        print("its route " + route + ", printed [9, 6, 2, 5, 10], best [9, 8, 0]");
        assertEquals(List.of("D", "9"), route.subList(0, 2));
        assertEquals("S", route.get(route.size() - 1));
        assertTrue(Collections.disjoint(route, List.of("3", "4")), "a dead node on the route");
        assertEquals(0, run.bodiesAlive());
    }

    @Test
    void neitherTheOrderOfNodesNorTheUnitOfTimeMatters() {
        for (int seed = 1; seed <= 20; seed++) {
            List<String> order = new ArrayList<>(NAMES);
            Collections.shuffle(order, new Random(seed));
            ExperimentRun run = new ExperimentRun(experiment, new MuteRoutingFactory(), order, 7, 1);
            run.search();
            assertEquals(experiment.steps().get(0).load(), run.load(), "search, order " + order);
            run.transfer(experiment.steps().get(1));
            assertEquals(experiment.steps().get(1).load(), run.load(), "transfer, order " + order);
            run.transfer(experiment.steps().get(2));
            assertEquals(experiment.steps().get(2).load(), run.load(), "kill, order " + order);
        }
    }

    @Test
    void theRandomQueueTransfersToo() {
        ExperimentRun run = new ExperimentRun(experiment, new RandomQueueRoutingFactory(), NAMES, 1, 0);
        run.search();
        assertEquals(41, run.queryCopies());
        experiment.steps().subList(1, 4).forEach(run::transfer);
        print("random queue, all steps: " + run.load());
        assertEquals(0, run.bodiesAlive());
    }

    private static void print(String step, List<Integer> load, List<Integer> printed) {
        print(step + ": " + row(load) + "   printed: " + row(printed));
    }

    private static void print(String line) {
        System.out.println("experiment, " + line);
    }

    private static String row(List<Integer> load) {
        return load.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
