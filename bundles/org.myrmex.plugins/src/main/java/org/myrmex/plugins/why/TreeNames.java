package org.myrmex.plugins.why;

import java.util.Optional;
import org.myrmex.api.dav.DavTree;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Two trees of one name: the older is the one that is seen. */
final class TreeNames {
    private final BundleContext context;

    TreeNames(BundleContext context) {
        this.context = context;
    }

    Optional<Finding> of(Bundle bundle) {
        ServiceReference<?>[] all = trees();
        for (ServiceReference<?> own : all) {
            for (ServiceReference<?> other : all) {
                Object name = own.getProperty(DavTree.NAME);
                if (bundle.equals(own.getBundle())
                        && name != null
                        && name.equals(other.getProperty(DavTree.NAME))
                        && id(other) < id(own)) {
                    return Optional.of(new Finding(
                            Cause.DUPLICATE_TREE,
                            bundle.getSymbolicName() + " offers the folder /dav/" + name + "/, which "
                                    + other.getBundle().getSymbolicName() + " has already",
                            "give it another " + DavTree.NAME + ", or remove the other one"));
                }
            }
        }
        return Optional.empty();
    }

    private ServiceReference<?>[] trees() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(DavTree.class.getName(), null);
            return all == null ? new ServiceReference<?>[0] : all;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter has no syntax", e);
        }
    }

    private static long id(ServiceReference<?> service) {
        return (Long) service.getProperty(Constants.SERVICE_ID);
    }
}
