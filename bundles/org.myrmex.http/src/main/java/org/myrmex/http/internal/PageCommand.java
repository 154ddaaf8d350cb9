package org.myrmex.http.internal;

import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Prints a way into the page. */
@Component
public final class PageCommand implements Command {
    private final Announcement announcement;

    @Activate
    public PageCommand(@Reference Announcement announcement) {
        this.announcement = announcement;
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String help() {
        return """
                prints a link that opens the page in a browser, once and within the hour
                usage: page [--json]
                example: xdg-open "$(myrmex page)\"""";
    }

    @Override
    public int run(CommandContext context, List<String> args) {
        if (!args.isEmpty()) {
            throw new UsageException("page takes no arguments; see: myrmex help page");
        }
        String link = announcement.link().orElse("");
        if (link.isEmpty()) {
            context.err("the HTTP server does not answer; see: myrmex health");
            return 1;
        }
        context.out(link);
        if (context.json()) {
            context.row(Map.of("link", link));
        }
        return 0;
    }
}
