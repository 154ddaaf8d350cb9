package org.myrmex.commands.internal.builtin;

import java.util.List;
import java.util.Map;
import org.myrmex.api.command.Command;
import org.myrmex.api.command.CommandContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says in a sentence why a bundle does not do its work. */
@Component
public final class WhyCommand implements Command {
    private final Peer peer;
    private final ServiceComponentRuntime components;

    @Activate
    public WhyCommand(@Reference Peer peer, @Reference ServiceComponentRuntime components) {
        this.peer = peer;
        this.components = components;
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public String help() {
        return """
                says why a bundle does not do its work
                usage: why NAME
                example: myrmex why org.myrmex.sharing""";
    }

    @Override
    public int run(CommandContext context, List<String> args) throws Exception {
        String name = Options.of(name()).words("NAME", 1).parse(args).words().get(0);
        Bundle bundle = peer.find(name)
                .orElseThrow(() -> new FailedException("there is no bundle '" + name + "'; see: myrmex plugin list"));
        say(context, name, "is " + States.of(bundle) + reason(bundle));
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                explain(context, simpleName(component.name), configuration);
            }
        }
        return 0;
    }

    private static void explain(CommandContext context, String component, ComponentConfigurationDTO configuration) {
        switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                    say(context, component, "waits for a service: " + type(configuration, missing) + target(missing));
                }
            }
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                say(
                        context,
                        component,
                        "waits for its configuration, conf/" + configuration.description.name + ".json");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                say(
                        context,
                        component,
                        "failed to start: "
                                + configuration.failure.lines().findFirst().orElse("see logs/myrmex.log"));
            default -> say(context, component, "works");
        }
    }

    /** The resolver's words, which it only says when asked to start what cannot be started. */
    private static String reason(Bundle bundle) {
        if (bundle.getState() != Bundle.INSTALLED) {
            return "";
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "; it starts now";
        } catch (BundleException e) {
            return ": " + e.getMessage().lines().findFirst().orElse("it does not resolve");
        }
    }

    private static void say(CommandContext context, String subject, String sentence) {
        context.out(subject + " " + sentence);
        if (context.json()) {
            context.row(Map.of("subject", subject, "says", sentence));
        }
    }

    private static String type(ComponentConfigurationDTO configuration, UnsatisfiedReferenceDTO missing) {
        for (ReferenceDTO reference : configuration.description.references) {
            if (reference.name.equals(missing.name)) {
                return reference.interfaceName;
            }
        }
        return missing.name;
    }

    private static String target(UnsatisfiedReferenceDTO missing) {
        return missing.target == null || missing.target.isEmpty() ? "" : " with " + missing.target;
    }

    private static String simpleName(String component) {
        return component.substring(component.lastIndexOf('.') + 1);
    }
}
