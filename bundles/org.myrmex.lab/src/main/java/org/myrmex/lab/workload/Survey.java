package org.myrmex.lab.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNode;

/**
 * Searches for something that many have: how many nodes does the question reach, and whose answers come back. Several may be
 * under way at once.
 */
public final class Survey {
    private final World world;
    private final LinkedHashMap<VirtualAddress, Question> open = new LinkedHashMap<>();

    public Survey(World world) {
        this.world = world;
    }

    /** A node takes part from now on: it hears, and answers where it has what is sought. */
    public void include(VirtualNode node) {
        node.application(this::delivered);
    }

    /**
     * Begins a search.
     *
     * @param owners who has what is sought
     * @return what becomes of it, as it becomes; {@link #end} it
     */
    public Question ask(VirtualNode asker, List<VirtualNode> owners) {
        VirtualAddress address = asker.open();
        Body body = world.sealing().query(world.network(), asker.keys(address));
        Question question = new Question(asker, address, owners, body);
        open.put(address, question);
        body.retain();
        world.watched(() -> asker.query(address, body));
        return question;
    }

    /** No more answers are taken. */
    public void end(Question question) {
        if (open.remove(question.address) != null) {
            question.asker.close(question.address);
            question.used.forEach((address, owner) -> owner.close(address));
            question.body.release();
        }
    }

    /** Random ones out of several, in random order; all when there are not so many. */
    public static List<VirtualNode> sample(List<VirtualNode> of, int wanted, SplittableRandom chance) {
        List<VirtualNode> left = new ArrayList<>(of);
        int size = Math.min(wanted, left.size());
        for (int i = 0; i < size; i++) {
            int drawn = i + chance.nextInt(left.size() - i);
            VirtualNode node = left.get(drawn);
            left.set(drawn, left.get(i));
            left.set(i, node);
        }
        return List.copyOf(left.subList(0, size));
    }

    private void delivered(VirtualNode node, Message message, int hops) {
        if (message.kind() == MessageKind.QUERY) {
            Question question = open.get(message.from());
            if (question != null && question.reached.add(node.number()) && question.owners.contains(node.number())) {
                answer(question, node, message);
            }
        } else if (message.kind() == MessageKind.ANSWER) {
            Question question = open.get(message.to());
            if (question != null && world.sealing().opens(node.keys(question.address), question.body, message)) {
                question.answered.add(message.from());
            }
        }
    }

    private void answer(Question question, VirtualNode node, Message query) {
        // an address for each answer is what hides that they come from one node
        VirtualAddress owner = node.open();
        question.used.put(owner, node);
        world.sealing().answer(world.network(), node.keys(owner), query).ifPresent(answer -> world.network()
                .work(world.sealing().sealMicros(), () -> node.answer(owner, query, answer)));
    }

    /** One search. */
    public static final class Question {
        private final VirtualNode asker;
        private final VirtualAddress address;
        private final LinkedHashSet<Integer> owners = new LinkedHashSet<>();
        private final LinkedHashSet<Integer> reached = new LinkedHashSet<>();
        private final LinkedHashSet<VirtualAddress> answered = new LinkedHashSet<>();
        private final LinkedHashMap<VirtualAddress, VirtualNode> used = new LinkedHashMap<>();
        private final Body body;

        private Question(VirtualNode asker, VirtualAddress address, List<VirtualNode> owners, Body body) {
            this.asker = asker;
            this.address = address;
            this.body = body;
            owners.forEach(owner -> this.owners.add(owner.number()));
            this.owners.remove(asker.number());
        }

        /** Nodes that it reached, the asker left out. */
        public int reached() {
            return reached.size() - (reached.contains(asker.number()) ? 1 : 0);
        }

        /** The same of nodes with lower numbers than this: of those that were there before somebody came. */
        public long reachedBelow(int number) {
            return reached.stream()
                    .filter(node -> node < number && node != asker.number())
                    .count();
        }

        /** Owners other than the asker. */
        public int owners() {
            return owners.size();
        }

        /** Owners whose answers came back and could be opened. */
        public int answered() {
            return answered.size();
        }
    }
}
