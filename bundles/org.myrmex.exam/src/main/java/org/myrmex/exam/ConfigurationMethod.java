package org.myrmex.exam;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The method by which a test class says what its framework consists of. */
final class ConfigurationMethod {
    private final Method method;

    private ConfigurationMethod(Method method) {
        this.method = method;
    }

    /** The class's own, or that of its nearest superclass with one. */
    static ConfigurationMethod of(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
            List<Method> found = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
            found.removeIf(method -> !method.isAnnotationPresent(Configuration.class));
            if (found.size() == 1 && fits(found.get(0))) {
                return new ConfigurationMethod(found.get(0));
            }
            if (!found.isEmpty()) {
                break;
            }
        }
        throw new IllegalStateException(testClass.getName()
                + " does not say what its framework consists of; give it one method"
                + " '@Configuration static Option[] NAME()' or '… NAME(Path folder)'");
    }

    private static boolean fits(Method method) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        return Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == Option[].class
                && (parameters.isEmpty() || parameters.equals(List.of(Path.class)));
    }

    /** @param folder where the tests may keep what they need */
    Option[] options(Path folder) throws Exception {
        method.setAccessible(true);
        try {
            return (Option[]) (method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, folder));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
