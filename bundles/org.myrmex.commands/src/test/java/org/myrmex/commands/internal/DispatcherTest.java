package org.myrmex.commands.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.myrmex.api.access.Caller;
import org.myrmex.api.access.Decision;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;

class DispatcherTest {
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Registry registry = new Registry();
    private final Dispatcher dispatcher = new Dispatcher(registry, (caller, resource, action) -> {
        asked.add(caller.kind() + " " + resource + " " + action);
        return new Decision(caller.equals(Caller.OWNER), "only the owner may");
    });

    @Test
    void aCommandGetsItsArgumentsWithoutJson() {
        List<String> seen = new ArrayList<>();
        registry.add(command("dice", (context, args) -> {
            seen.addAll(args);
            assertTrue(context.json());
            return 0;
        }));
        assertEquals(0, run("dice", "a", "--json", "b"));
        assertEquals(List.of("a", "b"), seen);
        assertEquals(List.of("OWNER command:dice run"), asked);
    }

    @Test
    void jsonAfterTwoDashesIsAWord() {
        registry.add(command("dice", (context, args) -> {
            assertFalse(context.json());
            return args.equals(List.of("--", "--json")) ? 0 : 1;
        }));
        assertEquals(0, run("dice", "--", "--json"));
    }

    @Test
    void anUnknownCommandIsWrongUsageInOneLine() {
        assertEquals(2, run("dance"));
        assertEquals(List.of("no command 'dance'; see: myrmex help"), err);
        assertEquals(List.of(), out);
    }

    @Test
    void wrongUsageExitsWithTwo() {
        registry.add(command("dice", (context, args) -> {
            throw new UsageException("one die at most; see: myrmex help dice");
        }));
        assertEquals(2, run("dice"));
        assertEquals(List.of("one die at most; see: myrmex help dice"), err);
    }

    @Test
    void aCommandWhoseClassesAreGoneFailsLikeAnyOther() {
        registry.add(command("dice", (context, args) -> {
            throw new NoClassDefFoundError("org/example/Die");
        }));
        assertEquals(1, run("dice"));
        assertEquals(List.of("org/example/Die"), err);
    }

    @Test
    void aFailureIsTheFirstLineOfItsMessage() {
        registry.add(command("dice", (context, args) -> {
            throw new IOException("the table is full; clear it\n\tat somewhere");
        }));
        assertEquals(1, run("dice"));
        assertEquals(List.of("the table is full; clear it"), err);
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        registry.add(command("dice", (context, args) -> {
            throw new IllegalStateException();
        }));
        assertEquals(1, run("dice"));
        assertEquals(List.of("IllegalStateException"), err);
    }

    @Test
    void whoMayNotDoesNotLearnWhichCommandsThereAre() {
        registry.add(command("dice", (context, args) -> 0));
        assertEquals(1, runAs(Caller.ANONYMOUS, "dice"));
        assertEquals(1, runAs(Caller.ANONYMOUS, "dance"));
        assertEquals(List.of("only the owner may", "only the owner may"), err);
    }

    @Test
    void rowsBecomeATableOrLinesOfJson() {
        registry.add(command("dice", (context, args) -> {
            context.row(Map.of("eyes", 6));
            context.out("for people");
            return 0;
        }));
        assertEquals(0, run("dice"));
        assertEquals(List.of("eyes", "   6", "for people"), out);
        out.clear();
        assertEquals(0, run("dice", "--json"));
        assertEquals(List.of("{\"eyes\":6}"), out);
    }

    @Test
    void textOfOthersCannotMoveTheCursor() {
        registry.add(command("dice", (context, args) -> {
            context.row(Map.of("name", "a\u001b[2Jb\u202e"));
            context.out("c\rd");
            return 0;
        }));
        run("dice");
        assertEquals(List.of("name", "a?[2Jb?", "c?d"), out);
    }

    @Test
    void theOlderOfTwoCommandsStaysUntilItGoes() {
        Command first = command("dice", (context, args) -> 7);
        Command second = command("dice", (context, args) -> 8);
        registry.add(first);
        registry.add(second);
        assertEquals(7, run("dice"));
        registry.remove(first);
        assertEquals(8, run("dice"));
        registry.remove(second);
        assertEquals(2, run("dice"));
    }

    @Test
    void helpListsAndExplains() {
        registry.add(new HelpCommand(registry));
        registry.add(command("dice", (context, args) -> 0));
        assertEquals(0, run("help"));
        assertEquals(List.of("command  does", "dice     throws", "help     lists the commands, or explains one"), out);
        out.clear();
        assertEquals(0, run("dice", "--help"));
        assertEquals(List.of("throws", "usage: dice"), out);
        assertEquals(2, run("help", "dance"));
    }

    @Test
    void aCommandThatCannotExplainItselfKeepsNobodyElseFromIt() {
        registry.add(new HelpCommand(registry));
        registry.add(new Command() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public String help() {
                throw new IllegalStateException("no words");
            }

            @Override
            public int run(CommandContext context, List<String> args) {
                return 0;
            }
        });
        assertEquals(0, run("help"));
        assertEquals(3, out.size(), out::toString);
        assertEquals("broken   cannot say what it does; its plugin is broken", out.get(1));
        assertEquals(0, run("broken", "--help"));
        assertEquals(List.of(), err);
    }

    private int run(String... commandLine) {
        return runAs(Caller.OWNER, commandLine);
    }

    private int runAs(Caller caller, String... commandLine) {
        Consumer<String> toOut = out::add;
        Consumer<String> toErr = err::add;
        Map<String, Object> context = new HashMap<>(Map.of("out", toOut, "err", toErr));
        context.put("caller", caller);
        return dispatcher.apply(List.of(commandLine), context);
    }

    private interface Body {
        int run(CommandContext context, List<String> args) throws Exception;
    }

    private static Command command(String name, Body body) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String help() {
                return "throws\nusage: " + name;
            }

            @Override
            public int run(CommandContext context, List<String> args) throws Exception {
                return body.run(context, args);
            }
        };
    }
}
