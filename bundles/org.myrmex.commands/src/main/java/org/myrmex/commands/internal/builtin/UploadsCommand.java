package org.myrmex.commands.internal.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.sharing.Uploads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what is being served. */
@Component
public final class UploadsCommand implements Command {
    private final Parts parts;

    @Activate
    public UploadsCommand(@Reference Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "uploads";
    }

    @Override
    public String help() {
        return """
                lists what is being served; to whom, nobody knows
                usage: uploads [--json]
                example: myrmex uploads""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        Options.of(name()).parse(args);
        Uploads uploads = parts.uploads();
        for (Uploads.Upload upload : uploads.list()) {
            context.row(context.json() ? figures(upload) : shown(upload));
        }
        context.out(Amounts.bytes(uploads.servedBytes()) + " served since the start");
        return 0;
    }

    private static Map<String, Object> shown(Uploads.Upload upload) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sent", Amounts.bytes(upload.sentBytes()));
        row.put("name", upload.name());
        return row;
    }

    private static Map<String, Object> figures(Uploads.Upload upload) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", upload.id().toString());
        row.put("name", upload.name());
        row.put("sentBytes", upload.sentBytes());
        return row;
    }
}
