package org.myrmex.plugins.why;

import java.util.Arrays;
import java.util.Optional;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.DTOConstants;
import org.osgi.service.servlet.runtime.dto.FailedServletDTO;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;
import org.osgi.service.servlet.runtime.dto.ServletContextDTO;
import org.osgi.service.servlet.runtime.dto.ServletDTO;

/** What the web server says of the servlets that it did not take. There only where there is a web server. */
@Component(service = ServletPaths.class)
public final class ServletPaths {
    private final BundleContext context;
    private final HttpServiceRuntime server;

    @Activate
    public ServletPaths(BundleContext context, @Reference HttpServiceRuntime server) {
        this.context = context;
        this.server = server;
    }

    Optional<Finding> of(Bundle bundle) {
        RuntimeDTO now = server.getRuntimeDTO();
        for (FailedServletDTO failed : now.failedServletDTOs) {
            if (owner(failed.serviceId).filter(bundle::equals).isPresent()) {
                return Optional.of(finding(bundle.getSymbolicName(), failed, now));
            }
        }
        return Optional.empty();
    }

    private Finding finding(String name, FailedServletDTO failed, RuntimeDTO now) {
        String path = failed.patterns == null ? "?" : String.join(" and ", failed.patterns);
        return switch (failed.failureReason) {
            case DTOConstants.FAILURE_REASON_SHADOWED_BY_OTHER_SERVICE ->
                new Finding(
                        Cause.DUPLICATE_PATH,
                        "the servlet path " + path + " of " + name + " is taken by " + holder(failed, now),
                        "give the servlet another path, or remove the other bundle");
            case DTOConstants.FAILURE_REASON_EXCEPTION_ON_INIT ->
                new Finding(
                        Cause.FAILED_ACTIVATION,
                        "the servlet for " + path + " of " + name + " failed in its init()",
                        "mend it and put the jar in again");
            case DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING ->
                new Finding(
                        Cause.OTHER,
                        "the servlet for " + path + " of " + name + " asks for a servlet context that nobody offers",
                        "leave the context out, or offer it");
            default ->
                new Finding(
                        Cause.OTHER,
                        "the web server does not take the servlet for " + path + " of " + name + " (reason "
                                + failed.failureReason + ")",
                        "check its whiteboard properties");
        };
    }

    private String holder(FailedServletDTO failed, RuntimeDTO now) {
        for (ServletContextDTO servletContext : now.servletContextDTOs) {
            for (ServletDTO servlet : servletContext.servletDTOs) {
                boolean same = servlet.patterns != null
                        && failed.patterns != null
                        && Arrays.stream(servlet.patterns).anyMatch(Arrays.asList(failed.patterns)::contains);
                if (same) {
                    return owner(servlet.serviceId).map(Bundle::getSymbolicName).orElse("the web server itself");
                }
            }
        }
        return "another servlet";
    }

    private Optional<Bundle> owner(long serviceId) {
        try {
            ServiceReference<?>[] found =
                    context.getAllServiceReferences(null, "(" + Constants.SERVICE_ID + "=" + serviceId + ")");
            return found == null ? Optional.empty() : Optional.ofNullable(found[0].getBundle());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a number is a filter", e);
        }
    }
}
