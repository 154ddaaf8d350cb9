package org.myrmex.plugins.why;

import java.util.List;

/** What an exception says, in a line. */
final class Messages {
    private static final String CAUSE = "Caused by: ";

    private Messages() {}

    static String first(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The innermost exception: those around it only say that something failed. */
    static String root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
            root = root.getCause();
        }
        return simple(root.toString());
    }

    /** The same of a printed stack trace, which is what the component runtime keeps. */
    static String rootOfTrace(String trace) {
        List<String> lines = trace.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("at ") && !line.startsWith("...") && !line.isEmpty())
                .toList();
        String first = lines.isEmpty() ? "no reason given" : lines.get(0);
        return simple(lines.stream()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(CAUSE.length()))
                .orElse(first));
    }

    /** Without the package of the exception's class. */
    private static String simple(String text) {
        return text.lines().findFirst().orElse("").replaceFirst("^(?:[\\w$]+\\.)+(?=[A-Z])", "");
    }
}
