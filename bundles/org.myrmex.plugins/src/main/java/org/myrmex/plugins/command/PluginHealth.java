package org.myrmex.plugins.command;

import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.install.PluginFolder;
import org.myrmex.plugins.install.View;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Plugins are code that somebody trusted: it is said as long as there is any. */
@Component
public final class PluginHealth implements HealthCheck {
    private final Subjects subjects;
    private final PluginFolder folder;

    @Activate
    public PluginHealth(@Reference Subjects subjects, @Reference PluginFolder folder) {
        this.subjects = subjects;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public Health check() {
        View view = folder.view();
        if (!folder.trustsAll()) {
            return new Health(
                    Status.WARN,
                    "signatures of plugins are not checked yet, and trust is not 'open': none is taken; set trust to"
                            + " open in conf/org.myrmex.plugins.json");
        }
        long broken = view.lying().values().stream()
                        .filter(file -> file.finding().cause() != Cause.BEING_COPIED)
                        .count()
                + view.installed().values().stream()
                        .filter(item -> !subjects.of(item.bundle(), view).works())
                        .count();
        int running = view.installed().size();
        if (running == 0 && broken == 0) {
            return new Health(Status.OK, "no plugins");
        }
        return new Health(
                Status.WARN,
                plural(running, "plugin")
                        + ", unsigned and trusted because trust is 'open'; remove what you do not know"
                        + (broken == 0
                                ? ""
                                : "; " + plural(broken, "file or plugin") + " with trouble, see: myrmex plugin list"));
    }

    private static String plural(long count, String what) {
        return count == 1 ? "1 " + what : count + " " + what.replaceFirst("( or|$)", "s$1");
    }
}
