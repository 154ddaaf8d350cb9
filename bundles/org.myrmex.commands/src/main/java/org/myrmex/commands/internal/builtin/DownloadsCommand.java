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

/** Lists the downloads, and ends one. */
@Component
public final class DownloadsCommand implements Command {
    /** So many digits of an id are shown, and half of them are enough to name it. */
    private static final int SHOWN_DIGITS = 12;

    private static final int LEAST_DIGITS = 6;
    /** Longest wait until what is verified is stored. */
    private static final long END_MILLIS = 10_000;

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
                lists the downloads, or ends one; what is verified stays for a later get
                usage: downloads [cancel ID] [--json]
                ID is an id of the list, or its first 6 digits or more
                example: myrmex downloads cancel 3f786850e387""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        if (!args.isEmpty() && args.get(0).equals("cancel")) {
            return cancel(
                    context,
                    Options.of(name())
                            .words("ID", 1)
                            .parse(args.subList(1, args.size()))
                            .words()
                            .get(0));
        }
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

    private int cancel(CommandContext context, String digits) throws FailedException, InterruptedException {
        Download download = named(digits);
        download.cancel();
        if (!download.await(END_MILLIS)) {
            throw new FailedException("it has not ended yet; look again with: myrmex downloads");
        }
        context.out("it is " + state(download) + "; " + Amounts.bytes(download.verifiedBytes())
                + " of it are here and verified");
        if (context.json()) {
            context.row(figures(download));
        }
        return 0;
    }

    private Download named(String digits) throws FailedException {
        String start = digits.toLowerCase(Locale.ROOT);
        List<Download> found = parts.downloads().list().stream()
                .filter(download -> !download.state().ended())
                .filter(download -> download.id().toString().startsWith(start))
                .toList();
        if (start.length() < LEAST_DIGITS || found.size() > 1) {
            throw new FailedException("'" + digits + "' may mean several; give more digits of the id");
        }
        if (found.isEmpty()) {
            throw new FailedException("no download under way has the id " + digits + "; see: myrmex downloads");
        }
        return found.get(0);
    }

    private static Map<String, Object> shown(Download download) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", download.id().toString().substring(0, SHOWN_DIGITS));
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
