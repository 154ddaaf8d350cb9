package org.myrmex.http.metrics;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.myrmex.http.metrics.Exposition.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics} for monitors. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Reference(
            target = "(myrmex.metrics=described)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Supplier<SortedMap<String, List<Map<String, Object>>>> bundles;

    @Activate
    public MetricsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exposition figures = new Exposition();
        VirtualMachine.addTo(figures);
        Supplier<SortedMap<String, List<Map<String, Object>>>> now = bundles;
        if (now != null) {
            now.get().forEach((bundle, all) -> all.forEach(figure -> add(figures, bundle, figure)));
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(figures.text().getBytes(StandardCharsets.UTF_8));
    }

    static void add(Exposition figures, String bundle, Map<String, Object> figure) {
        figures.add(
                "myrmex_" + figure.get("name"),
                figure.get("kind").equals("counter") ? Kind.COUNTER : Kind.GAUGE,
                String.valueOf(figure.get("help")),
                "bundle",
                bundle,
                figure.get("value") instanceof Number value ? value : Double.NaN);
    }
}
