package org.myrmex.plugins.command;

import java.util.List;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.myrmex.api.command.UsageException;
import org.myrmex.plugins.install.PluginFolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the bundles of the running peer; puts plugins into its folder, and takes them out. */
@Component
public final class PluginCommand implements Command {
    private final PluginList list;
    private final PluginChanges changes;

    @Activate
    public PluginCommand(@Reference Subjects subjects, @Reference PluginFolder folder) {
        list = new PluginList(subjects, folder);
        changes = new PluginChanges(subjects, folder);
    }

    @Override
    public String name() {
        return "plugin";
    }

    @Override
    public String help() {
        return """
                lists bundles; puts plugins in, updates and removes them while the peer runs
                usage: plugin list [--json]
                       plugin install [--plan] FILE...
                       plugin plan FILE...
                       plugin update NAME FILE
                       plugin remove NAME
                A plugin lies in the folder plugins/ of the peer's home and lasts until it is removed from there.
                With --plan, or plan, it only says what would restart.
                example: myrmex plugin install hello.jar""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        String verb = args.isEmpty() ? "" : args.get(0);
        List<String> words = args.isEmpty() ? List.of() : args.subList(1, args.size());
        boolean plan = verb.equals("plan") || (verb.equals("install") && words.contains("--plan"));
        List<String> names =
                words.stream().filter(word -> !(plan && word.equals("--plan"))).toList();
        if (names.stream().anyMatch(name -> name.isBlank() || name.startsWith("-"))) {
            throw wrong("there is an unknown option, or an empty word");
        }
        int count = names.size();
        if (verb.equals("list") && count == 0) {
            return list.print(context);
        }
        if (plan && count > 0) {
            return changes.plan(context, names);
        }
        if (verb.equals("install") && count > 0) {
            return changes.install(context, names);
        }
        if (verb.equals("update") && count == 2) {
            return changes.update(context, names.get(0), names.get(1));
        }
        if (verb.equals("remove") && count == 1) {
            return changes.remove(context, names.get(0));
        }
        throw wrong("write: plugin list, install FILE, plan FILE, update NAME FILE, or remove NAME");
    }

    private static UsageException wrong(String why) {
        return new UsageException(why + "; see: myrmex help plugin");
    }
}
