package org.myrmex.http.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Prints what a file manager asks for when it mounts the peer's files. */
@Component
public final class MountCommand implements Command {
    private final Announcement announcement;
    private final Keys keys;

    @Activate
    public MountCommand(@Reference Announcement announcement, @Reference Keys keys) {
        this.announcement = announcement;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "mount";
    }

    @Override
    public String help() {
        return """
                prints address, user, password and ready lines for mounting the peer's files by WebDAV
                usage: mount [--json]
                example: mount""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        if (!args.isEmpty()) {
            throw new UsageException("mount takes no arguments; see: myrmex help mount");
        }
        Optional<String> base = announcement.base();
        if (base.isEmpty()) {
            context.err("the HTTP server does not answer; see: myrmex health");
            return 1;
        }
        Logins logins = keys.logins();
        Optional<Seal> seal = announcement.seal();
        MountGuide guide =
                new MountGuide(base.get(), Credentials.USER, logins.secretFile(), seal.map(Seal::certificate));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("url", guide.url());
        row.put("user", Credentials.USER);
        row.put("password", logins.secret());
        announcement.elsewhere().ifPresent(elsewhere -> row.put("elsewhere", elsewhere + "/dav/"));
        seal.ifPresent(known -> {
            row.put("certificate", known.certificate().toString());
            row.put("sha256", known.fingerprint());
        });
        if (context.json()) {
            row.putAll(guide.lines());
            context.row(row);
            return 0;
        }
        print(context, row);
        // Of a person's password there is nothing here to be printed.
        logins.chosen().ifPresent(login -> context.out("or the password that you have set, as user " + login.user()));
        context.out("");
        print(context, guide.lines());
        if (seal.isPresent()) {
            context.out("");
            context.out("to trust the certificate, on this machine or with a copy of it on another:");
            print(context, guide.trust());
        }
        return 0;
    }

    private static void print(CommandContext context, Map<String, ?> lines) {
        lines.forEach((key, value) -> context.out(String.format("%-11s %s", key, value)));
    }
}
