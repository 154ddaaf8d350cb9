package org.myrmex.requests.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.request.RequestRule;
import org.myrmex.requests.rule.Asked;

class ServicesTest {
    private static final Asked ASKED = new Asked("GET", "/a", Optional.empty(), name -> List.of());

    private final Services services = new Services();
    private final List<String> done = new ArrayList<>();

    @Test
    void theHighestRankingGetsItAndThenTheOldest() {
        add("young", 0, 9, "/a");
        add("old", 0, 3, "/a");
        add("high", 5, 8, "/a");
        add("other", 9, 1, "/b");
        assertEquals(
                List.of("high", "old", "young"),
                services.whoTakes(ASKED).stream().map(Service::name).toList());
    }

    @Test
    void aServiceThatGoesTakesNothingMore() {
        Map<String, Object> properties = add("one", 0, 1, "/a");
        services.remove(Map.of("service.id", properties.get("service.id"), "service.ranking", 7));
        assertEquals(List.of(), services.whoTakes(ASKED));
    }

    @Test
    void badRulesTakeNothingAreToldAndDisturbNobody() {
        Map<String, Object> bad = add("bad", 9, 1, "no path");
        add("good", 0, 2, "/a");
        assertEquals(1, services.whoTakes(ASKED).size());
        assertEquals(1, services.troubles().size());
        assertTrue(services.troubles().get(0).startsWith("bad: "), services.troubles()::toString);
        services.remove(bad);
        assertEquals(List.of(), services.troubles());
    }

    @Test
    void thereIsALimit() {
        for (int i = 0; i <= Services.MAX_SERVICES; i++) {
            add("service", 0, i, "/a");
        }
        assertEquals(Services.MAX_SERVICES, services.whoTakes(ASKED).size());
        assertEquals(1, services.troubles().size());
    }

    @Test
    void aServletBeginsWithItsFirstRequestAndEndsAfterItsLast() throws Exception {
        Map<String, Object> properties = add("one", 0, 1, "/a");
        Service service = services.whoTakes(ASKED).get(0);
        assertEquals(List.of(), done);
        assertTrue(service.serve(null, null, null));
        assertTrue(service.serve(null, null, null));
        services.remove(properties);
        assertEquals(List.of("init", "service", "service", "destroy"), done);
        assertFalse(service.serve(null, null, null), "somebody else should have it");
    }

    @Test
    void aServletIsNotDestroyedUnderARequest() throws Exception {
        Map<String, Object> properties = properties("one", 0, 1, "/a");
        services.add(
                new Telling() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void service(ServletRequest request, ServletResponse response) {
                        services.remove(properties);
                        super.service(request, response);
                    }
                },
                properties);
        services.whoTakes(ASKED).get(0).serve(null, null, null);
        assertEquals(List.of("init", "service", "destroy"), done);
    }

    @Test
    void rulesMayChangeUnderARequestAndTheServletGoesOn() throws Exception {
        Telling servlet = new Telling() {
            private static final long serialVersionUID = 1L;

            @Override
            public void service(ServletRequest request, ServletResponse response) {
                services.update(this, properties("one", 4, 1, "/b"));
                super.service(request, response);
            }
        };
        services.add(servlet, properties("one", 0, 1, "/a"));
        add("two", 2, 2, "/b");
        services.whoTakes(ASKED).get(0).serve(null, null, null);
        assertEquals(List.of(), services.whoTakes(ASKED));
        Asked other = new Asked("GET", "/b", Optional.empty(), name -> List.of());
        assertEquals(
                List.of("one", "two"),
                services.whoTakes(other).stream().map(Service::name).toList());
        assertTrue(services.whoTakes(other).get(0).serve(null, null, null));
        assertEquals(List.of("init", "service", "service"), done);
        services.update(servlet, properties("one", 4, 1, "no path"));
        assertEquals(List.of("init", "service", "service", "destroy"), done);
        assertEquals(1, services.troubles().size());
        services.update(servlet, properties("one", 4, 1, "/a"));
        assertEquals(List.of(), services.troubles());
        assertEquals(1, services.whoTakes(ASKED).size());
    }

    @Test
    void aServletThatWasNeverAskedIsNeverBegun() {
        services.remove(add("one", 0, 1, "/a"));
        assertEquals(List.of(), done);
    }

    @Test
    void aServletThatCannotBeginIsTold() {
        services.add(
                new Telling() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void init() throws ServletException {
                        done.add("tried");
                        throw new ServletException("no");
                    }
                },
                properties("one", 0, 1, "/a"));
        Service service = services.whoTakes(ASKED).get(0);
        assertThrows(ServletException.class, () -> service.serve(null, null, null));
        assertThrows(ServletException.class, () -> service.serve(null, null, null));
        assertEquals(List.of("tried"), done, "once");
        assertTrue(services.troubles().get(0).startsWith("one: "));
    }

    private Map<String, Object> add(String name, int ranking, long id, String path) {
        Map<String, Object> properties = properties(name, ranking, id, path);
        services.add(new Telling(), properties);
        return properties;
    }

    private static Map<String, Object> properties(String name, int ranking, long id, String path) {
        return Map.of("component.name", name, "service.ranking", ranking, "service.id", id, RequestRule.PATH, path);
    }

    /** Says what is done to it. */
    private class Telling extends GenericServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            done.add("init");
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) {
            done.add("service");
        }

        @Override
        public void destroy() {
            done.add("destroy");
        }
    }
}
