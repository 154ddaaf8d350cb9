package org.myrmex.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What follows the word {@code lab}: the bundles that shall be there too are the launcher's, the rest is the command's. */
record LabArguments(List<Path> plugins, List<String> command) {
    private static final String PLUGIN = "--plugin";

    /** {@code --plugin} may stand anywhere before a {@code --}. */
    static LabArguments take(List<String> arguments) throws Refusal {
        List<Path> plugins = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("lab"));
        boolean literal = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!literal && argument.equals(PLUGIN)) {
                plugins.add(path(++i < arguments.size() ? arguments.get(i) : ""));
            } else if (!literal && argument.startsWith(PLUGIN + "=")) {
                plugins.add(path(argument.substring(PLUGIN.length() + 1)));
            } else {
                literal |= argument.equals("--");
                command.add(argument);
            }
        }
        return new LabArguments(List.copyOf(plugins), List.copyOf(command));
    }

    private static Path path(String text) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.wrongUsage(PLUGIN + " lacks its file", "write " + PLUGIN + " FILE");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Refusal.wrongUsage("'" + text + "' is no file name here", "write " + PLUGIN + " FILE");
        }
    }
}
