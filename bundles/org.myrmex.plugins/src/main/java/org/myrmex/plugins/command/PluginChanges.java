package org.myrmex.plugins.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.command.CommandContext;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.folder.Plan;
import org.myrmex.plugins.install.FailedException;
import org.myrmex.plugins.install.PluginFolder;
import org.myrmex.plugins.install.View;

/** Changes the folder and waits for what comes of it: one line each, and 0 only if it runs. */
final class PluginChanges {
    /** A start that takes longer goes on without the command. */
    private static final long START_MILLIS = 12_000;

    /** Components may wait for others that are started beside them. */
    private static final long COMPONENTS_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 20;

    private final Subjects subjects;
    private final PluginFolder folder;

    PluginChanges(Subjects subjects, PluginFolder folder) {
        this.subjects = subjects;
        this.folder = folder;
    }

    int plan(CommandContext context, List<String> files) throws Exception {
        for (String file : files) {
            Plan plan = folder.plan(context.cwd().resolve(file));
            plan.lines().forEach(context::out);
            if (context.json()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", plan.name());
                row.put(
                        "step",
                        plan.step().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
                row.put("from", plan.from());
                row.put("to", plan.to());
                row.put("restarts", plan.restarts());
                row.put("notices", plan.notices());
                context.row(row);
            }
        }
        return 0;
    }

    /** Several are put in before anybody waits: they may need each other. */
    int install(CommandContext context, List<String> files) throws Exception {
        int exit = 0;
        List<PluginFolder.PutFile> all = new java.util.ArrayList<>();
        for (String file : files) {
            try {
                all.add(folder.put(context.cwd().resolve(file), Optional.empty()));
            } catch (FailedException e) {
                context.err(e.getMessage());
                exit = 1;
            }
        }
        for (PluginFolder.PutFile put : all) {
            exit = Math.max(exit, outcome(context, put));
        }
        return exit;
    }

    int update(CommandContext context, String name, String file) throws Exception {
        if (subjects.find(name).isEmpty()) {
            throw new FailedException("there is no bundle '" + name + "'; see: myrmex plugin list");
        }
        Path source = context.cwd().resolve(file);
        return outcome(context, folder.put(source, Optional.of(name)));
    }

    int remove(CommandContext context, String name) throws Exception {
        View before = folder.view();
        List<String> files = folder.remove(name);
        if (files.isEmpty()) {
            throw new FailedException(
                    subjects.find(name).isPresent()
                            ? name + " is not in the plugins folder, and so stays; see: myrmex plugin list"
                            : "there is no bundle and no file '" + name + "'; see: myrmex plugin list");
        }
        View after = folder.await(view -> !view.installed().containsKey(name), START_MILLIS);
        View.Item stuck = after.installed().get(name);
        if (stuck != null) {
            throw new FailedException(
                    stuck.trouble().map(Finding::asLine).orElse(name + " does not stop; restart the peer"));
        }
        View.Item item = before.installed().get(name);
        String what = name + " is removed"
                + (item != null && item.replaces() ? "; the part of Myrmex of that name is back" : "");
        context.out(what);
        if (context.json()) {
            context.row(Map.of("name", name, "state", "removed", "says", what));
        }
        return 0;
    }

    private int outcome(CommandContext context, PluginFolder.PutFile put) throws Exception {
        View view = folder.await(now -> isDecided(now, put), START_MILLIS);
        View.Item item = view.installed().get(put.name());
        boolean refused = item == null || !item.sha256().equals(put.sha256());
        if (refused) {
            Finding why = why(view, put, item);
            put.undo();
            return fail(context, put, why);
        }
        Finding finding = subjects.of(item.bundle(), view);
        for (long waited = 0; !finding.works() && waited < COMPONENTS_MILLIS; waited += LOOK_MILLIS) {
            if (item.bundle().getState() != org.osgi.framework.Bundle.ACTIVE) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            finding = subjects.of(item.bundle(), folder.view());
        }
        if (!finding.works()) {
            return fail(context, put, finding);
        }
        String version = item.bundle().getVersion().toString();
        context.out(put.name() + " " + version + " is " + Subjects.state(item.bundle()));
        row(context, put.name(), version, Subjects.state(item.bundle()), "");
        return 0;
    }

    private static Finding why(View view, PluginFolder.PutFile put, View.Item item) {
        return Optional.ofNullable(view.lying().get(put.file()))
                .map(file -> file.finding())
                .or(() -> Optional.ofNullable(item).flatMap(View.Item::trouble))
                .orElse(new Finding(Cause.OTHER, put.name() + " was not put in", "see: myrmex logs"));
    }

    private static int fail(CommandContext context, PluginFolder.PutFile put, Finding finding) {
        context.err(finding.asLine());
        row(context, put.name(), put.plan().to(), finding.code(), finding.sentence());
        return 1;
    }

    private static void row(CommandContext context, String name, String version, String state, String says) {
        if (context.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("version", version);
            row.put("state", state);
            row.put("says", says);
            context.row(row);
        }
    }

    /** It started, or did not; or it is known that it is not put in at all. */
    private static boolean isDecided(View view, PluginFolder.PutFile put) {
        View.Item item = view.installed().get(put.name());
        if (item == null) {
            return view.lying().containsKey(put.file());
        }
        return item.failed().equals(put.sha256())
                || (item.sha256().equals(put.sha256()) && item.startingSinceMicros() == 0)
                || view.lying().containsKey(put.file());
    }
}
