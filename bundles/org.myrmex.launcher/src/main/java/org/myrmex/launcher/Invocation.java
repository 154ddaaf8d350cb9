package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of the program: the home it is about, the word, and what follows the word untouched. */
record Invocation(Path home, Optional<String> word, List<String> arguments) {
    private static final String HOME = "--home";

    static Invocation parse(List<String> commandLine, Map<String, String> environment) throws Refusal {
        List<String> rest = new ArrayList<>();
        Optional<String> home = Optional.empty();
        boolean literal = false;
        for (int i = 0; i < commandLine.size(); i++) {
            String argument = commandLine.get(i);
            if (!literal && argument.equals(HOME)) {
                if (++i == commandLine.size()) {
                    throw missingHome();
                }
                home = Optional.of(commandLine.get(i));
            } else if (!literal && argument.startsWith(HOME + "=")) {
                home = Optional.of(argument.substring(HOME.length() + 1));
            } else {
                literal |= argument.equals("--");
                rest.add(argument);
            }
        }
        if (home.filter(String::isEmpty).isPresent()) {
            throw missingHome();
        }
        Optional<String> word = rest.stream().findFirst();
        return new Invocation(
                homeOf(home, environment),
                word,
                word.isPresent() ? List.copyOf(rest.subList(1, rest.size())) : List.of());
    }

    private static Path homeOf(Optional<String> option, Map<String, String> environment) {
        Path home = option.or(() ->
                        Optional.ofNullable(environment.get("MYRMEX_HOME")).filter(value -> !value.isEmpty()))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".myrmex"));
        return home.toAbsolutePath().normalize();
    }

    private static Refusal missingHome() {
        return Refusal.wrongUsage("--home lacks its folder", "write --home DIR");
    }
}
