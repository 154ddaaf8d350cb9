package org.myrmex.api.command;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A command of the running peer: a service. Shown by {@code help} and to Gogo. */
@ConsumerType
public interface Command {
    /** One lower-case word, e.g. {@code dice}. */
    String name();

    /** First line: what it does. Further lines: usage and one example. */
    String help();

    /**
     * Runs on a thread of its own; may block, and should look at {@link CommandContext#cancelled}.
     *
     * @param args what follows the name; {@code --json} is taken out already
     * @return 0 only when it did what was asked, 2 for wrong usage, else 1
     * @throws Exception shown as one line: its message
     */
    int run(CommandContext context, List<String> args) throws Exception;
}
