package org.myrmex.http.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code OPTIONS /} answers without a key. The Windows redirector asks the root of the server, whatever folder it is to
 * mount, and gives up without {@code DAV:} there. A servlet says what to add by its service property
 * {@code myrmex.http.options}, lines of {@code Name: value}.
 */
@Component(service = Greeting.class)
public final class Greeting {
    private static final String PROPERTY = "myrmex.http.options";
    private static final int MAX_LINES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);
    private static final Pattern LINE = Pattern.compile("(?<name>[A-Za-z][A-Za-z0-9-]*): *(?<value>[\\x20-\\x7e]+)");

    private final Map<ServiceReference<Servlet>, Object> servlets = new ConcurrentHashMap<>();

    @Activate
    public Greeting() {}

    /** The reference alone: a servlet that nobody asked for yet need not be made for this. */
    @Reference(
            target = "(" + PROPERTY + "=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addServlet")
    public void addServlet(ServiceReference<Servlet> servlet) {
        servlets.put(servlet, servlet.getProperty(PROPERTY));
    }

    public void removeServlet(ServiceReference<Servlet> servlet) {
        servlets.remove(servlet);
    }

    void answer(HttpServletResponse response) {
        response.setHeader("Allow", "OPTIONS, GET, HEAD");
        // Sorted now: a ranking may change while a servlet is there.
        new TreeMap<>(servlets)
                .values().stream().flatMap(Greeting::lines).limit(MAX_LINES).forEach(line -> {
                    Matcher matcher = LINE.matcher(line);
                    if (matcher.matches()) {
                        response.setHeader(matcher.group("name"), matcher.group("value"));
                    } else {
                        LOG.warn("a servlet's {} has a line that is not 'Name: value'; correct the plugin", PROPERTY);
                    }
                });
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLength(0);
    }

    static Stream<String> lines(Object property) {
        if (property instanceof Collection<?> collection) {
            return collection.stream().map(String::valueOf);
        }
        return property instanceof String[] array ? Stream.of(array) : Stream.of(String.valueOf(property));
    }
}
