package org.myrmex.commands.internal.builtin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myrmex.api.command.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What one command takes. Built anew for each run: picocli keeps the last values in its model. */
final class Options {
    private final CommandSpec spec;
    private String wordsLabel = "";
    private int most;

    private Options(String command) {
        spec = CommandSpec.create().name(command);
    }

    static Options of(String command) {
        return new Options(command);
    }

    /** An option with a value. */
    Options option(String... names) {
        spec.addOption(OptionSpec.builder(names).type(String.class).arity("1").build());
        return this;
    }

    Options flag(String name) {
        spec.addOption(OptionSpec.builder(name).type(boolean.class).build());
        return this;
    }

    /** At least one word, and at most so many. */
    Options words(String label, int most) {
        this.wordsLabel = label;
        this.most = most;
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("1")
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        return this;
    }

    /** @throws UsageException when the arguments are not these */
    Parsed parse(List<String> args) {
        try {
            Parsed parsed = new Parsed(new CommandLine(spec).parseArgs(args.toArray(String[]::new)));
            if (parsed.words().isEmpty() && most > 0) {
                throw wrong(wordsLabel + " is missing");
            }
            if (most > 0 && parsed.words().stream().anyMatch(String::isBlank)) {
                // An unset variable; as a folder it would mean wherever the caller stands.
                throw wrong(wordsLabel + " is empty");
            }
            if (parsed.words().size() > most) {
                throw wrong("unexpected word '" + parsed.words().get(most) + "'");
            }
            return parsed;
        } catch (CommandLine.UnmatchedArgumentException e) {
            throw wrong((e.isUnknownOption() ? "unknown option '" : "unexpected word '")
                    + e.getUnmatched().get(0) + "'");
        } catch (CommandLine.ParameterException e) {
            String why = e.getMessage().lines().findFirst().orElse("wrong usage");
            throw wrong(why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1));
        }
    }

    private UsageException wrong(String why) {
        return new UsageException(why + "; see: myrmex help " + spec.name());
    }

    /** What was given. */
    record Parsed(CommandLine.ParseResult result) {
        boolean has(String flag) {
            return result.hasMatchedOption(flag);
        }

        Optional<String> value(String option) {
            return Optional.ofNullable(result.matchedOptionValue(option, null));
        }

        List<String> words() {
            return result.matchedPositionalValue(0, List.of());
        }
    }
}
