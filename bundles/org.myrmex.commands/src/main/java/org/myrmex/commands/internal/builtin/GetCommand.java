package org.myrmex.commands.internal.builtin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.DownloadRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches a file and stays until it is there. */
@Component
public final class GetCommand implements Command {
    private static final int MAX_WINDOW = 64;

    private final Parts parts;

    @Activate
    public GetCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "get";
    }

    @Override
    public String help() {
        return """
                fetches a file by its id or link; verified, and resumed if it was begun before
                usage: get ID|LINK [-o FILE] [--limit RATE] [--window N] [--timeout TIME] [--json]
                -o FILE         where to, default: the link's name in the download folder
                --limit RATE    bytes a second at most, e.g. 512K or 2M
                --window N      blocks asked for at a time, 1 to 64
                --timeout TIME  give up after this time; what is verified stays
                example: myrmex get 'magnet:?xt=urn:myrmex:…' -o danube.ogg --limit 512K""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.Parsed given = Options.of(name())
                .option("-o", "--output")
                .option("--limit")
                .option("--window")
                .option("--timeout")
                .words("ID|LINK", 1)
                .parse(args);
        DownloadRequest request = request(context, given);
        Optional<Duration> timeout = given.value("--timeout").map(Amounts::parseTime);
        return new Fetching(context, parts.downloads().start(request), timeout).run();
    }

    private static DownloadRequest request(CommandContext context, Options.Parsed given) {
        ContentLink link;
        try {
            link = ContentLink.parse(given.words().get(0));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; copy it from: myrmex search");
        }
        Optional<Path> target =
                given.value("-o").map(file -> context.cwd().resolve(file).normalize());
        OptionalLong limit = given.value("--limit")
                .map(rate -> OptionalLong.of(Amounts.parseRate(rate)))
                .orElse(OptionalLong.empty());
        int window = given.value("--window")
                .map(count -> Amounts.parseCount("--window", count, 1, MAX_WINDOW))
                .orElse(DownloadRequest.of(link).window());
        return new DownloadRequest(link, target, limit, window);
    }
}
