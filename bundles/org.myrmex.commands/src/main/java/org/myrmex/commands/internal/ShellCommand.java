package org.myrmex.commands.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A command as Gogo sees it. Gogo finds the method by its name, so nothing of Gogo is needed to compile or to run this. */
public final class ShellCommand {
    private final String name;
    private final Dispatcher dispatcher;

    ShellCommand(String name, Dispatcher dispatcher) {
        this.name = name;
        this.dispatcher = dispatcher;
    }

    /**
     * Called by Gogo's reflection for any function of this object.
     *
     * @param words the name that was typed, then the arguments
     * @return what was printed, for the shell to print
     */
    @SuppressWarnings("MemberName") // the name that Gogo looks for
    public String _main(String[] words) {
        List<String> commandLine = new ArrayList<>(Arrays.asList(words));
        commandLine.set(0, name);
        List<String> lines = new ArrayList<>();
        Map<String, Object> context = new LinkedHashMap<>();
        Consumer<String> add = lines::add;
        context.put("out", add);
        context.put("err", add);
        dispatcher.apply(commandLine, context);
        return String.join("\n", lines);
    }
}
