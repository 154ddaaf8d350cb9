package org.myrmex.commands.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.command.Command;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The peer's commands for whoever is inside the process: (command line, context) → exit code, in types that all class
 * loaders share. Keys of the context, all optional: {@code cwd} String, {@code tty} Boolean, {@code columns} Integer,
 * {@code out} and {@code err} Consumer of String, {@code progress} Consumer of Map, {@code cancelled} BooleanSupplier,
 * {@code caller} Caller.
 */
@Component(immediate = true, service = BiFunction.class, property = "myrmex.commands=true")
public final class CommandService implements BiFunction<List<String>, Map<String, Object>, Integer> {
    private final BundleContext bundle;
    private final Registry registry = new Registry();
    private final Dispatcher dispatcher;
    private final Map<Command, ServiceRegistration<Object>> shellCommands = new ConcurrentHashMap<>();

    @Activate
    public CommandService(BundleContext bundle, @Reference AccessManager access) {
        this.bundle = bundle;
        this.dispatcher = new Dispatcher(registry, access);
        addCommand(new HelpCommand(registry));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addCommand(Command command) {
        if (!registry.add(command)) {
            return;
        }
        shellCommands.put(
                command,
                bundle.registerService(
                        Object.class,
                        new ShellCommand(command.name(), dispatcher),
                        FrameworkUtil.asDictionary(
                                Map.of("osgi.command.scope", "myrmex", "osgi.command.function", command.name()))));
    }

    public void removeCommand(Command command) {
        registry.remove(command);
        ServiceRegistration<Object> shellCommand = shellCommands.remove(command);
        if (shellCommand != null) {
            shellCommand.unregister();
        }
    }

    @Deactivate
    public void stop() {
        List.copyOf(shellCommands.keySet()).forEach(this::removeCommand);
    }

    @Override
    public Integer apply(List<String> commandLine, Map<String, Object> context) {
        return dispatcher.apply(commandLine, context);
    }
}
