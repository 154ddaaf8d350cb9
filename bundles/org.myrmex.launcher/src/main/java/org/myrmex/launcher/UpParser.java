package org.myrmex.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the options of {@code up}; looks at no file. */
final class UpParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String DEFAULT_FEATURE = "peer";

    private Optional<HostPort> http = Optional.empty();
    private Optional<HostPort> listen = Optional.empty();
    private Optional<String> routing = Optional.empty();
    private String feature = DEFAULT_FEATURE;
    private final List<String> peers = new ArrayList<>();
    private final List<Path> shares = new ArrayList<>();
    private final List<Path> plugins = new ArrayList<>();

    private UpParser() {}

    static UpOptions parse(List<String> arguments) throws Refusal {
        var parser = new UpParser();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            parser.take(option, () -> {
                // An empty one comes from an unset variable, and as a folder it would mean wherever the person stands.
                String given = equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
                if (given.isEmpty()) {
                    throw Refusal.wrongUsage(option + " lacks its value", "see: myrmex help");
                }
                return given;
            });
        }
        return new UpOptions(
                parser.http,
                parser.listen,
                List.copyOf(parser.peers),
                List.copyOf(parser.shares),
                parser.routing,
                parser.feature,
                List.copyOf(parser.plugins));
    }

    /** The value that follows an option; asked for only once the option is known. */
    private interface Value {
        String get() throws Refusal;
    }

    private void take(String option, Value value) throws Refusal {
        switch (option) {
            case "--http" -> http = Optional.of(HostPort.parse(option, value.get(), "127.0.0.1"));
            case "--listen" -> listen = Optional.of(HostPort.parse(option, value.get(), "0.0.0.0"));
            case "--peer" -> peers.add(PeerUri.checked(value.get()));
            case "--share" -> shares.add(absolute(value.get()));
            case "--plugin" -> plugins.add(absolute(value.get()));
            case "--routing" -> routing = Optional.of(name(option, value.get()));
            case "--feature" -> feature = name(option, value.get());
            default -> {
                String what = option.startsWith("-") ? "unknown option " : "unexpected word ";
                throw Refusal.wrongUsage(what + option, "see: myrmex help");
            }
        }
    }

    private static String name(String option, String text) throws Refusal {
        if (!NAME.matcher(text).matches()) {
            throw Refusal.wrongUsage("wrong name '" + text + "' after " + option, "see: myrmex help");
        }
        return text;
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
