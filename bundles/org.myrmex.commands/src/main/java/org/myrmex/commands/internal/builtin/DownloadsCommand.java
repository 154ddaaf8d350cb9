package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.sharing.Download;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the downloads. */
@Component
public final class DownloadsCommand implements Command {
    private final Parts parts;

    @Activate
    public DownloadsCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "downloads";
    }

    @Override
    public String help() {
        return """
                lists the downloads
                usage: downloads [--json]
                example: myrmex downloads""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        List<Download> downloads = parts.downloads().list();
        for (Download download : downloads) {
            context.row(context.json() ? figures(download) : shown(download));
        }
        if (downloads.isEmpty()) {
            context.out("no downloads; find something with: myrmex search WORDS");
        }
        return 0;
    }

    private static Map<String, Object> shown(Download download) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("state", state(download));
        row.put("verified", Amounts.bytes(download.verifiedBytes()));
        row.put(
                "size",
                download.sizeBytes().isPresent()
                        ? Amounts.bytes(download.sizeBytes().getAsLong())
                        : "-");
        row.put("sources", download.sources());
        row.put("file", download.target());
        row.put("problem", download.problem().orElse("-"));
        return row;
    }

    private static Map<String, Object> figures(Download download) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", download.id().toString());
        row.put("state", state(download));
        row.put("bytes", download.verifiedBytes());
        row.put("total", download.sizeBytes().isPresent() ? download.sizeBytes().getAsLong() : null);
        row.put("sources", download.sources());
        row.put("path", download.target().toString());
        row.put("problem", download.problem().orElse(null));
        return row;
    }

    private static String state(Download download) {
        return download.state().name().toLowerCase(Locale.ROOT);
    }
}
