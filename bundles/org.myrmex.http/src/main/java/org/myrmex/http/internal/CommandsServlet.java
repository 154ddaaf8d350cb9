package org.myrmex.http.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.myrmex.api.access.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The commands over HTTP: {@code POST /api/v1/commands/<name>} runs one, {@code GET /api/v1/commands} lists them. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/v1/commands", "/api/v1/commands/*"})
public final class CommandsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_LARGE = 413;
    private static final int WRONG_TYPE = 415;

    private final transient CommandRunner runner;

    @Activate
    public CommandsServlet(@Reference CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        answer(request, response, new CommandRequest(List.of("--json"), java.util.Optional.empty(), false, 80), "help");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || path.length() < 2) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        try {
            answer(request, response, CommandRequest.read(body(request)), path.substring(1));
        } catch (BadRequestException e) {
            PlainErrors.send(response, e.status(), e.getMessage());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, CommandRequest call, String name)
            throws IOException {
        if (!runner.ready()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType("application/x-ndjson;charset=utf-8");
        CommandAnswer answer = new CommandAnswer(response.getOutputStream());
        List<String> commandLine = new ArrayList<>(List.of(name));
        commandLine.addAll(call.args());
        answer.exit(runner.run(commandLine, context(request, call, answer)));
    }

    private static Map<String, Object> context(HttpServletRequest request, CommandRequest call, CommandAnswer answer) {
        Consumer<String> out = answer::out;
        Consumer<String> err = answer::err;
        Consumer<Map<String, Object>> progress = answer::progress;
        BooleanSupplier cancelled = answer::gone;
        Map<String, Object> context = new HashMap<>();
        call.cwd().ifPresent(cwd -> context.put("cwd", cwd));
        context.put("tty", call.tty());
        context.put("columns", call.columns());
        context.put("out", out);
        context.put("err", err);
        context.put("progress", progress);
        context.put("cancelled", cancelled);
        context.put("caller", CommandRunner.caller(request.getAttribute(Caller.class.getName())));
        return context;
    }

    private static byte[] body(HttpServletRequest request) throws IOException, BadRequestException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        // A form of another site cannot send this type without asking first, and nobody answers it.
        if (!type.replaceAll(";.*", "").strip().equalsIgnoreCase("application/json")) {
            throw new BadRequestException(WRONG_TYPE, "the body's type is application/json");
        }
        byte[] body = request.getInputStream().readNBytes(CommandRequest.MAX_BYTES + 1);
        if (body.length > CommandRequest.MAX_BYTES) {
            throw new BadRequestException(TOO_LARGE, "the body is 1 MiB at most");
        }
        return body;
    }
}
