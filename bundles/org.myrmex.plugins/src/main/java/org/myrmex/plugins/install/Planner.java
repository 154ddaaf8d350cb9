package org.myrmex.plugins.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.folder.Plan;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Reckons, from who is wired to whom, what a change does to the others; and refuses what would take away the ground. */
final class Planner {
    private final Framework framework;
    private final Bundle self;

    /** @param self the bundle that this code is in: it cannot put in its own successor */
    Planner(Framework framework, Bundle self) {
        this.framework = framework;
        this.self = self;
    }

    Plan plan(Candidate candidate, Optional<Plugin> present) {
        String to = candidate.version().toString();
        if (present.isPresent()) {
            boolean same = present.get().installed().sha256().equals(candidate.sha256());
            Bundle bundle = present.get().bundle();
            return same
                    ? new Plan(Plan.Step.NOTHING, candidate.name(), to, to, List.of(), List.of())
                    : change(Plan.Step.UPDATE, bundle, to);
        }
        return framework
                .find(candidate.name())
                .map(bundle -> change(Plan.Step.REPLACE, bundle, to))
                .orElseGet(() -> new Plan(
                        Plan.Step.INSTALL, candidate.name(), "", to, restartedByFragment(candidate), List.of()));
    }

    Plan removal(Plugin plugin) {
        return change(plugin.replaces() ? Plan.Step.GO_BACK : Plan.Step.REMOVE, plugin.bundle(), "");
    }

    /** Why it must not be put in, if so. */
    Optional<Finding> refusal(Candidate candidate) {
        String name = candidate.name();
        String host = candidate.manifest().fragmentHost().orElse("");
        if (isFramework(name) || isFramework(host)) {
            return refuse(name + " is, or becomes, the framework itself, which is not changed while it runs");
        }
        if (name.equals(self.getSymbolicName()) || host.equals(self.getSymbolicName())) {
            return refuse(name + " is the drop folder itself, which cannot put in its own successor");
        }
        Optional<Bundle> changed = framework.find(host.isEmpty() ? name : host);
        return changed.isPresent() && closure(changed.get()).contains(self)
                ? refuse("the drop folder itself stands on " + changed.get().getSymbolicName()
                        + ", which it therefore cannot change")
                : Optional.empty();
    }

    private static Optional<Finding> refuse(String sentence) {
        return Optional.of(new Finding(
                Cause.REFUSED, sentence, "take it out of the folder and install a new version of Myrmex instead"));
    }

    private boolean isFramework(String name) {
        return name.equals("system.bundle")
                || framework
                        .find(name)
                        .filter(bundle -> bundle.getBundleId() == 0)
                        .isPresent();
    }

    private Plan change(Plan.Step step, Bundle bundle, String to) {
        List<Bundle> restarted = new ArrayList<>(closure(bundle));
        restarted.remove(bundle);
        SortedSet<String> restarts = new TreeSet<>();
        restarted.stream()
                .filter(other -> other.getState() == Bundle.ACTIVE)
                .forEach(other -> restarts.add(other.getSymbolicName()));
        SortedSet<String> notices = users(bundle);
        notices.removeAll(restarts);
        notices.remove(bundle.getSymbolicName());
        return new Plan(
                step,
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                to,
                List.copyOf(restarts),
                List.copyOf(notices));
    }

    private List<String> restartedByFragment(Candidate candidate) {
        Optional<Bundle> host = candidate.manifest().fragmentHost().flatMap(framework::find);
        return host.isEmpty()
                ? List.of()
                : closure(host.get()).stream()
                        .map(Bundle::getSymbolicName)
                        .sorted()
                        .toList();
    }

    private List<Bundle> closure(Bundle bundle) {
        return List.copyOf(framework.wiring().getDependencyClosure(List.of(bundle)));
    }

    private static SortedSet<String> users(Bundle bundle) {
        SortedSet<String> users = new TreeSet<>();
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            Bundle[] using = service.getUsingBundles();
            for (Bundle user : using == null ? new Bundle[0] : using) {
                if (user.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                    users.add(user.getSymbolicName());
                }
            }
        }
        return users;
    }
}
