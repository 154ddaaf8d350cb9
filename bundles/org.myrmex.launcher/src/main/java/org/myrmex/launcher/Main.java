package org.myrmex.launcher;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.myrmex.launcher.demo.Demo;

/** The program: one word, one exit code, and at most one line about what went wrong. */
public final class Main {
    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        System.exit(new Main(Console.ofProcess()).run(List.of(arguments), System.getenv()));
    }

    int run(List<String> commandLine, Map<String, String> environment) {
        try {
            return run(Invocation.parse(commandLine, environment));
        } catch (Refusal refusal) {
            console.complain(refusal.getMessage());
            return refusal.exitCode();
        } catch (InterruptedException e) {
            console.complain("interrupted; start once more");
            return ExitCode.FAILED;
        }
    }

    private int run(Invocation invocation) throws Refusal, InterruptedException {
        Home home = new Home(invocation.home());
        List<String> arguments = invocation.arguments();
        String word = invocation.word().orElse("help");
        switch (word) {
            case "up" -> {
                return isHelp(arguments)
                        ? help(home, List.of())
                        : new Up(Distribution.locate(), home, console).run(arguments);
            }
            case "demo" -> {
                Up.silenceTls();
                return Demo.run(arguments, Distribution.locate());
            }
            case "lab" -> {
                return new Lab(Distribution.locate(), console).run(arguments);
            }
            case "password" -> {
                RemoteCommand remote = new RemoteCommand(home, console);
                // Before anybody types, and so that nobody hears it who sits at the address of a peer that crashed.
                if (!HomeLock.isHeld(home)) {
                    throw remote.noPeer();
                }
                return remote.run(word, NewPassword.complete(arguments, NewPassword.Input.detect(), System.in));
            }
            case "version", "--version" -> {
                if (!arguments.isEmpty()) {
                    return new RemoteCommand(home, console).run("version", arguments);
                }
                console.line("myrmex " + Distribution.locate().version());
                return ExitCode.OK;
            }
            case "help", "--help", "-h" -> {
                return help(home, arguments);
            }
            default -> {
                if (word.startsWith("-")) {
                    throw Refusal.wrongUsage("unknown option " + word, "see: myrmex help");
                }
                return new RemoteCommand(home, console).run(word, arguments);
            }
        }
    }

    private int help(Home home, List<String> arguments) throws Refusal, InterruptedException {
        if (arguments.isEmpty()) {
            console.line(Usage.TEXT);
            if (!Files.exists(home.httpFile())) {
                return ExitCode.OK;
            }
            console.line("");
        }
        if (arguments.equals(List.of("lab"))) {
            return new Lab(Distribution.locate(), console).run(List.of("--help"));
        }
        try {
            return new RemoteCommand(home, console).run("help", arguments);
        } catch (Refusal refusal) {
            if (arguments.isEmpty() && refusal.exitCode() == ExitCode.NO_PEER) {
                return ExitCode.OK; // A crashed peer left its address; the local words are all there is.
            }
            throw refusal;
        }
    }

    private static boolean isHelp(List<String> arguments) {
        return arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"));
    }
}
