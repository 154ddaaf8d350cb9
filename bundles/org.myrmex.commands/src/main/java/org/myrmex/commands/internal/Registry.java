package org.myrmex.commands.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.api.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands by name. Where two have the same name the older one stays, so that no plugin takes over a command. */
final class Registry {
    /** Commands that a peer may have. */
    static final int MAX_COMMANDS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    private final SortedMap<String, List<Command>> commands = new TreeMap<>();

    /** @return whether it was taken */
    synchronized boolean add(Command command) {
        String name = command.name();
        if (!name.matches("[a-z][a-z0-9-]{0,31}") || size() >= MAX_COMMANDS) {
            LOG.warn("a plugin's command is left out: its name is no lower-case word, or there are too many");
            return false;
        }
        List<Command> same = commands.computeIfAbsent(name, n -> new ArrayList<>());
        if (!same.isEmpty()) {
            LOG.warn("there is a command '{}' already; the later one is left out until the first one goes", name);
        }
        same.add(command);
        return true;
    }

    synchronized void remove(Command command) {
        commands.values().forEach(same -> same.remove(command));
        commands.values().removeIf(List::isEmpty);
    }

    synchronized Optional<Command> find(String name) {
        return Optional.ofNullable(commands.get(name)).map(same -> same.get(0));
    }

    private int size() {
        return commands.values().stream().mapToInt(List::size).sum();
    }

    /** In order of name, the name under which it came: what a plugin says later need not be the same. */
    synchronized SortedMap<String, Command> byName() {
        SortedMap<String, Command> first = new TreeMap<>();
        commands.forEach((name, same) -> first.put(name, same.get(0)));
        return first;
    }
}
