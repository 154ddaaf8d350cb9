package org.myrmex.exam.internal;

import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.ops4j.pax.exam.TestContainerException;
import org.osgi.framework.BundleContext;

/** Makes the invoker for the tests of one probe bundle. */
final class JupiterInvokerFactory implements ProbeInvokerFactory {

    /** @param expression the test class and, after a semicolon, a method, which is not looked at */
    @Override
    public ProbeInvoker createProbeInvoker(Object context, String expression) {
        String testClass = expression.substring(0, expression.indexOf(';'));
        try {
            return new JupiterInvoker(((BundleContext) context).getBundle().loadClass(testClass));
        } catch (ClassNotFoundException e) {
            throw new TestContainerException(e);
        }
    }
}
