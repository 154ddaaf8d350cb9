package org.myrmex.http.internal;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.http.digest.Login;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets the password that a person can keep. The launcher asks for it and hands it over as {@code --new}; commands have no input
 * of their own, and on a command line every user of the machine could read it.
 */
@Component
public final class PasswordCommand implements Command {
    /** It is tried against a guesser who is slowed down, and there is nothing beside it. */
    static final int MIN_CHARACTERS = 12;

    static final int MAX_CHARACTERS = 128;

    private final Logins logins;

    @Activate
    public PasswordCommand(@Reference Keys keys) {
        this.logins = keys.logins();
    }

    @Override
    public String name() {
        return "password";
    }

    @Override
    public String help() {
        return """
                sets a password of your own for the peer's files; asks for it, or reads one line that is sent in
                usage: password [--user NAME] | password --remove
                example: myrmex password""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws IOException {
        if (args.equals(List.of("--remove"))) {
            return remove(context);
        }
        String user = Credentials.USER;
        Optional<String> password = Optional.empty();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            switch (rest.next()) {
                case "--user" -> user = value("--user", rest);
                case "--new" -> password = Optional.of(value("--new", rest));
                default -> throw new UsageException("password takes no such argument; see: myrmex help password");
            }
        }
        return set(
                context,
                user,
                password.orElseThrow(
                        () -> new UsageException("the new password is missing; run it by: bin/myrmex password")));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(option + " lacks its value; see: myrmex help password");
        }
        return rest.next();
    }

    private int set(CommandContext context, String user, String password) throws IOException {
        if (!Login.isUser(user)) {
            throw new UsageException("a user is called by at most 64 of A-Z a-z 0-9 . _ @ -; choose another name");
        }
        int characters = password.codePointCount(0, password.length());
        if (characters < MIN_CHARACTERS) {
            throw new UsageException(
                    "a password of less than " + MIN_CHARACTERS + " characters can be guessed; choose a longer one");
        }
        if (characters > MAX_CHARACTERS || password.codePoints().anyMatch(Character::isISOControl)) {
            throw new UsageException("a password has at most " + MAX_CHARACTERS
                    + " characters and none that control a terminal; choose another");
        }
        logins.choose(user, password);
        context.out("the password of " + user + " is set; the one that 'myrmex mount' prints goes on to work");
        if (!password.chars().allMatch(c -> c < 0x80)) {
            context.out(
                    "it has letters beyond ASCII, which some systems send otherwise: without them it works everywhere");
        }
        if (context.json()) {
            context.row(Map.of("user", user, "set", true));
        }
        return 0;
    }

    private int remove(CommandContext context) throws IOException {
        boolean was = logins.forget();
        context.out(was ? "the password is removed" : "there was no password of your own");
        if (context.json()) {
            context.row(Map.of("set", false));
        }
        return 0;
    }
}
