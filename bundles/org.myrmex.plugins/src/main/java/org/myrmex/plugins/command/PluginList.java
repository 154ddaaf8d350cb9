package org.myrmex.plugins.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myrmex.api.command.CommandContext;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.install.Lying;
import org.myrmex.plugins.install.PluginFolder;
import org.myrmex.plugins.install.View;
import org.osgi.framework.Bundle;

/** All bundles, and the files of the folder that are none, each with what is wrong. */
final class PluginList {
    private static final String REFERENCE = "reference:";

    private final Subjects subjects;
    private final PluginFolder folder;

    PluginList(Subjects subjects, PluginFolder folder) {
        this.subjects = subjects;
        this.folder = folder;
    }

    int print(CommandContext context) {
        View view = folder.view();
        for (Bundle bundle : subjects.bundles()) {
            View.Item item = view.installed().get(bundle.getSymbolicName());
            Finding finding = subjects.of(bundle, view);
            context.row(row(
                    bundle.getSymbolicName(),
                    bundle.getVersion().toString(),
                    Subjects.state(bundle),
                    item == null && isPartOfMyrmex(bundle) ? "part of myrmex" : "unsigned",
                    item == null ? null : item.file(),
                    finding.works() ? null : finding.asLine()));
        }
        for (Lying file : view.lying().values()) {
            context.row(row(
                    file.candidate().map(candidate -> candidate.name()).orElse(null),
                    file.candidate()
                            .map(candidate -> candidate.version().toString())
                            .orElse(null),
                    file.finding().code(),
                    file.candidate().isPresent() ? "unsigned" : null,
                    file.file(),
                    file.finding().asLine()));
        }
        if (view.left() > 0) {
            context.err(
                    view.left() + " files of the plugins folder are not looked at, it holds too many; take out what is"
                            + " no plugin");
        }
        return 0;
    }

    private static boolean isPartOfMyrmex(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(REFERENCE);
    }

    private static Map<String, Object> row(
            String name, String version, String state, String signature, String file, String says) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("version", version);
        row.put("state", state);
        row.put("signature", signature);
        row.put("file", file);
        row.put("says", says);
        return row;
    }
}
