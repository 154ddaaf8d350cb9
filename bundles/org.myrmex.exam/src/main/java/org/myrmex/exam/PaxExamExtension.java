package org.myrmex.exam;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Runs the tests of a class inside an OSGi framework, which a static method with Pax Exam's {@code @Configuration}
 * describes; if that has a parameter of type {@code Path}, it gets a folder that is deleted in the end.
 *
 * <p>The class lives twice. Outside, each test is replaced by a call into the framework, and whatever surrounds it
 * ({@code @BeforeEach} and the like) is left out. Inside, a Jupiter of its own runs that one test with all that
 * surrounds it, and this extension only gives the test its {@code BundleContext}, where one is a parameter.
 */
public final class PaxExamExtension implements BeforeAllCallback, InvocationInterceptor, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(PaxExamExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // The store ends what it holds with the class; those of nested classes see what their outer class holds.
        if (isOutside(context) && context.getStore(OURS).get(Container.class) == null) {
            context.getStore(OURS).put(Container.class, Container.start(context.getRequiredTestClass()));
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runInside(invocation, context);
    }

    /** Outside a factory makes no tests: those that it makes inside count as one. */
    @Override
    @SuppressWarnings("unchecked") // Jupiter takes a stream wherever it takes anything from a factory.
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        T tests = runInside(invocation, context);
        return isOutside(context) ? (T) Stream.empty() : tests;
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation, context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BundleContext.class;
    }

    /** Of the bundle that holds the tests; outside, where no test looks at it, null. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Bundle bundle = FrameworkUtil.getBundle(context.getRequiredTestClass());
        return bundle == null ? null : bundle.getBundleContext();
    }

    private static <T> T runInside(Invocation<T> invocation, ExtensionContext context) throws Throwable {
        if (!isOutside(context)) {
            return invocation.proceed();
        }
        invocation.skip();
        context.getStore(OURS).get(Container.class, Container.class).call(context.getUniqueId());
        return null;
    }

    private static void onlyInside(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        if (isOutside(context)) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    private static boolean isOutside(ExtensionContext context) {
        return FrameworkUtil.getBundle(context.getRequiredTestClass()) == null;
    }
}
