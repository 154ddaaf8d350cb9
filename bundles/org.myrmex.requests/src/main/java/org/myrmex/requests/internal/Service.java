package org.myrmex.requests.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.myrmex.requests.rule.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servlet with its rules. It is initialised before its first request and destroyed after its last. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final String name;
    private final Servlet servlet;
    private volatile Rule rule;
    private int inside;
    private State state = State.NEW;

    Service(String name, Rule rule, Servlet servlet) {
        this.name = name;
        this.rule = rule;
        this.servlet = servlet;
    }

    private enum State {
        NEW,
        READY,
        /** Could not be initialised; it is not asked again. */
        BROKEN,
        /** Its registration has ended; whoever is inside may finish. */
        LEAVING,
        GONE
    }

    String name() {
        return name;
    }

    Rule rule() {
        return rule;
    }

    /** From the next request on. */
    void rule(Rule changed) {
        rule = changed;
    }

    synchronized boolean isBroken() {
        return state == State.BROKEN;
    }

    /**
     * Hands a request over.
     *
     * @return false when the service is leaving, and somebody else should have the request
     */
    boolean serve(ServletContext context, ServletRequest request, ServletResponse response)
            throws ServletException, IOException {
        if (!enter(context)) {
            return false;
        }
        try {
            servlet.service(request, response);
        } finally {
            leave();
        }
        return true;
    }

    private synchronized boolean enter(ServletContext context) throws ServletException {
        if (state == State.NEW) {
            state = State.BROKEN; // Unless init returns.
            servlet.init(new NamedConfig(name, context));
            state = State.READY;
        }
        if (state == State.BROKEN) {
            throw new ServletException(name + " could not be initialised");
        }
        if (state == State.READY) {
            inside++;
        }
        return state == State.READY;
    }

    private synchronized void leave() {
        inside--;
        if (state == State.LEAVING && inside == 0) {
            destroy();
        }
    }

    /** The registration has ended. */
    synchronized void remove() {
        if (state == State.READY) {
            state = State.LEAVING;
            if (inside == 0) {
                destroy();
            }
        } else if (state != State.LEAVING) {
            state = State.GONE;
        }
    }

    private void destroy() {
        state = State.GONE;
        try {
            servlet.destroy();
        } catch (RuntimeException e) {
            LOG.warn("{} failed in its end; report it to its maker", name, e);
        }
    }
}
