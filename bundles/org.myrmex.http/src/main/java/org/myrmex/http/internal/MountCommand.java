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
                prints address, user and password for mounting the peer's files by WebDAV
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
        String url = base.get() + "/dav/";
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("url", url);
        row.put("user", Credentials.USER);
        row.put("password", keys.secret());
        if (context.json()) {
            context.row(row);
            return 0;
        }
        row.forEach((key, value) -> context.out(String.format("%-9s %s", key, value)));
        // The password comes from the file: on a command line every user of the machine could read it.
        context.out("");
        context.out("rclone    RCLONE_WEBDAV_PASS=$(rclone obscure - < '" + keys.secretFile()
                + "') rclone lsf --webdav-url " + url + " --webdav-user " + Credentials.USER + " :webdav:");
        context.out("davfs2    (echo " + Credentials.USER + "; cat '" + keys.secretFile()
                + "'; echo n) | sudo mount -t davfs " + url + " /mnt");
        return 0;
    }
}
